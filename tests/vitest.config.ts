import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** What needs a database and a media worker gets them once per run. */
const globalSetup = ['serving/postgres.ts', 'serving/mediaworker.ts']

/** Left to itself vitest leaves a core unused, which is half of a machine with two. */
const cores = availableParallelism()

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      // What is pure leaves nothing behind for the next file, so modules are read once for all of them.
      {
        extends: true,
        test: { name: 'pure', include: ['pure/**/*.test.{ts,tsx}'], maxWorkers: cores, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'serving',
          include: ['serving/**/*.test.ts'],
          globalSetup: [...globalSetup, 'serving/heard.ts'],
        },
      },
      // Several browsers at once starve each other on a small machine: one file after the other. For the same reason
      // their cameras give ten frames a second: a test asks of a picture whether it moves, not how smoothly.
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['browser/**/*.test.ts'],
          globalSetup,
          maxWorkers: 1,
          env: { CAMERA_FPS: '10' },
        },
      },
      {
        extends: true,
        test: { name: 'long', include: ['long/**/*.test.ts'], globalSetup, maxWorkers: 1 },
      },
    ],
  },
})
