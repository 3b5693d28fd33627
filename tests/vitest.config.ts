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
    // What is looked for comes in a moment; on a busy machine that is more than the one second vitest gives it.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      // What is pure leaves nothing behind for the next file, so modules are read once for all of them.
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['pure/**/*.test.{ts,tsx}'],
          maxWorkers: cores,
          isolate: false,
          // Thousands of random sequences take their time where the machine has other work.
          testTimeout: 60_000,
        },
      },
      // Each file has a database, ports and folders of its own.
      {
        extends: true,
        test: {
          name: 'serving',
          include: ['serving/**/*.test.ts'],
          globalSetup: [...globalSetup, 'serving/heard.ts'],
          maxWorkers: cores,
          // What takes four seconds takes 25 where the machine has ten times as much to do.
          testTimeout: 60_000,
        },
      },
      // Several browsers at once starve each other on a small machine: one file after the other. For the same reason
      // their cameras give ten frames a second: most tests ask of a picture whether it moves; `fullRate` is for
      // those that ask how smoothly.
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['browser/**/*.test.ts'],
          globalSetup,
          maxWorkers: 1,
          env: { CAMERA_FPS: '10' },
          // As above: none of these times is what a test asks for.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'long', include: ['long/**/*.test.ts'], globalSetup, maxWorkers: 1 },
      },
    ],
  },
})
