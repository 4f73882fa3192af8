import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Drawable, drawPaper, isRight, scoreOf } from '#central/admission/draw-paper.ts'
import { questionKinds, questionTopics } from '#contract/question.ts'

const perTopic = { regulation: 3, 'information-security': 2, operation: 0, disputes: 1 }
const aDrawable: fc.Arbitrary<Drawable> = fc.record({
  id: fc.uuid(),
  topic: fc.constantFrom(...questionTopics),
  kind: fc.constantFrom(...questionKinds),
  options: fc.constantFrom(['a', 'b'], ['a', 'b', 'c', 'd']),
})
const aBank = fc.uniqueArray(aDrawable, { selector: ({ id }) => id, maxLength: 60 })

test('a paper has as many questions of each topic as wanted, none twice, or there is none', () => {
  fc.assert(
    fc.property(
      aBank,
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (bank, stream) => {
        const random = (limit: number) => Math.floor(Number(stream.next().value) * limit)
        const paper = drawPaper(bank, perTopic, random)
        const isEnough = questionTopics.every(
          (topic) => bank.filter((one) => one.topic === topic).length >= perTopic[topic],
        )
        expect(paper !== undefined).toBe(isEnough)
        if (!paper) return
        const drawn = paper.map(({ questionId }) => bank.find(({ id }) => id === questionId))
        expect(new Set(paper.map(({ questionId }) => questionId)).size).toBe(6)
        for (const topic of questionTopics)
          expect(drawn.filter((one) => one?.topic === topic)).toHaveLength(perTopic[topic])
        for (const [index, { optionOrder }] of paper.entries())
          expect([...optionOrder].sort()).toEqual(drawn[index]?.options.map((_, place) => place))
      },
    ),
  )
})

test.each([
  { why: 'the right option, shown in another place', answer: [0], optionOrder: [2, 0, 1], chosen: [1], right: true },
  { why: 'another option', answer: [0], optionOrder: [2, 0, 1], chosen: [0], right: false },
  { why: 'nothing', answer: [0], optionOrder: [0, 1], chosen: null, right: false },
  { why: 'all right ones', answer: [0, 2], optionOrder: [0, 1, 2], chosen: [2, 0], right: true },
  { why: 'only some of the right ones', answer: [0, 2], optionOrder: [0, 1, 2], chosen: [0], right: false },
  { why: 'one too many', answer: [0, 2], optionOrder: [0, 1, 2], chosen: [0, 1, 2], right: false },
  { why: 'the same one twice', answer: [0, 2], optionOrder: [0, 1, 2], chosen: [0, 0], right: false },
])('choosing $why is right: $right', ({ answer, optionOrder, chosen, right }) => {
  expect(isRight({ answer, optionOrder, chosen })).toBe(right)
})

test('a score is never rounded up to the pass mark', () => {
  const question = (isGood: boolean) => ({ answer: [0], optionOrder: [0, 1], chosen: [isGood ? 0 : 1] })
  const of = (right: number, all: number) => scoreOf(Array.from({ length: all }, (_, index) => question(index < right)))
  expect([of(28, 35), of(27, 34), of(0, 35), of(35, 35), of(0, 0)]).toEqual([80, 79, 0, 100, 0])
})
