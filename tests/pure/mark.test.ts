import fc from 'fast-check'
import {
  formMark,
  noMarks,
  pictureBox,
  placeBy,
  spotBy,
  spotIn,
  withMark,
  withoutStroke,
} from '@farwindow/shared/call/mark.ts'
import type { Marks, Spot } from '@farwindow/shared/call/mark.ts'
import { describe, expect, test } from 'vitest'

const stroke = (id: string, ...points: Spot[]) => ({ kind: 'stroke' as const, id, points })

describe('marks on a shown screen', () => {
  test('POINT-1: the same place of the picture, whatever the size of either box', () => {
    const wide = pictureBox({ width: 1000, height: 1000 }, { width: 1920, height: 1080 })
    expect(
      [wide?.left, wide?.top, wide?.width, wide?.height].map((each) => Math.round((each ?? -1) * 100)),
    ).toEqual([0, 21_875, 100_000, 56_250].map((each) => expect.closeTo(each, 5)))
    const size = fc.record({
      width: fc.integer({ min: 1, max: 4000 }),
      height: fc.integer({ min: 1, max: 4000 }),
    })
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(size, size, share, share, (element, picture, x, y) => {
        const box = pictureBox(element, picture)
        if (box === null) throw new Error('no box')
        const back = spotIn(box, box.left + x * box.width, box.top + y * box.height)
        expect(back?.[0]).toBeCloseTo(x, 6)
        expect(back?.[1]).toBeCloseTo(y, 6)
      }),
    )
  })

  test('POINT-1: beside the picture is no place, and without a picture there is none', () => {
    const box = pictureBox({ width: 1000, height: 1000 }, { width: 1920, height: 1080 })
    expect(box === null ? 'none' : spotIn(box, 500, 100)).toBeNull()
    expect(pictureBox({ width: 100, height: 100 }, { width: 0, height: 0 })).toBeNull()
  })

  test('POINT-2: pieces make one stroke in their order; it goes, or everything is wiped', () => {
    const pieces = [stroke('s', [0, 0], [0.1, 0]), stroke('s', [0.2, 0]), stroke('t', [1, 1])]
    const drawn = pieces.reduce<Marks>((marks, piece) => withMark(marks, 'clerk', piece), noMarks)
    expect(drawn.strokes.map(({ points }) => points.length)).toEqual([3, 1])
    expect(drawn.strokes[0]?.points).toEqual([
      [0, 0],
      [0.1, 0],
      [0.2, 0],
    ])
    // The other side's stroke of the same name is another one.
    expect(withMark(drawn, 'applicant', stroke('s', [0, 1])).strokes).toHaveLength(3)
    expect(withoutStroke(drawn, 'clerk s').strokes.map(({ id }) => id)).toEqual(['clerk t'])
    expect(withMark(drawn, 'applicant', { kind: 'clear' })).toEqual(noMarks)
  })

  test('POINT-2: a pointer is where it was last, or nowhere', () => {
    const pointed = withMark(noMarks, 'applicant', { kind: 'point', at: [0.5, 0.5] })
    expect(pointed.pointers).toEqual({ applicant: [0.5, 0.5] })
    expect(withMark(pointed, 'applicant', { kind: 'point', at: null }).pointers).toEqual({})
  })

  test('POINT-3: however much is drawn, no more than 400 points a stroke and twelve strokes stand', () => {
    let marks = noMarks
    for (let n = 0; n < 500; n += 1) marks = withMark(marks, 'clerk', stroke('long', [0.5, 0.5]))
    expect(marks.strokes[0]?.points).toHaveLength(400)
    for (let n = 0; n < 20; n += 1) marks = withMark(marks, 'clerk', stroke(`s${n}`, [0, 0]))
    expect(marks.strokes).toHaveLength(12)
    expect(marks.strokes.at(-1)?.id).toBe('clerk s19')
  })
})

describe('marks in the form', () => {
  test('POINT-5: the same place beside the field, however large either side sees it, and wherever', () => {
    const at = fc.integer({ min: -3000, max: 3000 })
    const size = fc.integer({ min: 20, max: 1500 })
    const box = fc.record({ left: at, top: at, width: size, height: size })
    // A little beside the field, as whoever draws around it does.
    const share = fc.double({ min: -2, max: 3, noNaN: true })
    fc.assert(
      fc.property(box, box, share, share, (clerks, applicants, x, y) => {
        const said = spotBy(clerks, ...placeBy(clerks, [x, y]))
        if (said === null) throw new Error('no place')
        const [left, top] = placeBy(applicants, said)
        expect((left - applicants.left) / applicants.width).toBeCloseTo(x, 6)
        expect((top - applicants.top) / applicants.height).toBeCloseTo(y, 6)
      }),
    )
    expect(spotBy({ left: 0, top: 0, width: 0, height: 10 }, 5, 5)).toBeNull()
  })

  test('POINT-5: however far a hand goes, what is said can be told; what is no field cannot', () => {
    const tiny = { left: 500, top: 500, width: 1, height: 1 }
    const points = [spotBy(tiny, -9_000, 9_000) ?? [0, 0]]
    const told = { kind: 'stroke', id: 's', on: { field: 'company/name' }, points }
    expect(formMark.safeParse(told).success).toBe(true)
    expect(formMark.safeParse({ ...told, on: { field: '../../etc' } }).success).toBe(false)
    expect(formMark.safeParse({ ...told, points: [[0, 51]] }).success).toBe(false)
  })

  test('POINT-2, POINT-5: pieces make one stroke that stays on its field', () => {
    const on = { field: 'company/kind', choice: 2 }
    const piece = (...points: Spot[]) => ({ kind: 'stroke' as const, id: 's', on, points })
    const drawn = [piece([0, 0]), piece([1, 1.5])].reduce(
      (marks, each) => withMark(marks, 'clerk', each),
      noMarks,
    )
    const points = [
      [0, 0],
      [1, 1.5],
    ]
    expect(drawn.strokes).toEqual([{ id: 'clerk s', by: 'clerk', on, points }])
  })
})
