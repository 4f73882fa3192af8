/** A paper drawn at random, and what it scores. Randomness and time are arguments. */

import type { BankQuestion, QuestionTopic } from '#contract/question.ts'
import { questionTopics } from '#contract/question.ts'

export type PerTopic = Readonly<Record<QuestionTopic, number>>

export interface Drawable {
  readonly id: string
  readonly topic: QuestionTopic
  readonly kind: BankQuestion['kind']
  readonly options: readonly string[]
}

export interface DrawnQuestion {
  readonly questionId: string
  /** How the options are shown: places of the question's own order. */
  readonly optionOrder: number[]
}

/** A whole number from zero, below the limit, each as likely as the other. */
export type Random = (limit: number) => number

/**
 * Draws the number of questions each topic has, without repeating any, in random order and with their options turned;
 * true and false stay where one expects them.
 *
 * @returns `undefined` when the bank has too few of a topic.
 */
export function drawPaper(bank: readonly Drawable[], perTopic: PerTopic, random: Random): DrawnQuestion[] | undefined {
  const drawn = questionTopics.flatMap((topic) =>
    shuffled(
      bank.filter((question) => question.topic === topic),
      random,
    ).slice(0, perTopic[topic]),
  )
  const wanted = questionTopics.reduce((sum, topic) => sum + perTopic[topic], 0)
  if (drawn.length < wanted) return undefined
  return shuffled(drawn, random).map(({ id, kind, options }) => {
    const order = options.map((_, place) => place)
    return { questionId: id, optionOrder: kind === 'true-false' ? order : shuffled(order, random) }
  })
}

export interface Answered {
  /** Places of the right options in the question's own order. */
  readonly answer: readonly number[]
  readonly optionOrder: readonly number[]
  /** Places as shown; `null`: not answered. */
  readonly chosen: readonly number[] | null
}

/** Whether exactly the right options were chosen. */
export function isRight({ answer, optionOrder, chosen }: Answered): boolean {
  const given = new Set(chosen?.map((place) => optionOrder[place]))
  return given.size === answer.length && answer.every((place) => given.has(place))
}

/** Right answers in a hundred, rounded down, so that a pass mark is never reached by rounding. */
export function scoreOf(questions: readonly Answered[]): number {
  if (questions.length === 0) return 0
  return Math.floor((questions.filter(isRight).length * 100) / questions.length)
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const turned = [...items]
  for (let last = turned.length - 1; last > 0; last -= 1) {
    const other = random(last + 1)
    const [a, b] = [turned[last] as T, turned[other] as T]
    turned[last] = b
    turned[other] = a
  }
  return turned
}
