/** What a question bank changes: a pure comparison of its rows with the questions in use. */

import type { TableRow } from '#central/read-table.ts'
import {
  type BankProblem,
  BankQuestion,
  bankProblems,
  type QuestionKind,
  type QuestionTopic,
} from '#contract/question.ts'

export interface BankChanges {
  readonly added: BankQuestion[]
  readonly changed: BankQuestion[]
  readonly unchanged: number
  readonly badRows: { line: number; problem: BankProblem }[]
}

/** Columns of a bank, each with the heads under which it may come; options stand in columns of their own or in one. */
export const bankColumns = {
  number: ['编号', '题号'],
  topic: ['主题'],
  kind: ['题型'],
  text: ['题干', '题目'],
  options: ['选项'],
  a: ['选项a'],
  b: ['选项b'],
  c: ['选项c'],
  d: ['选项d'],
  e: ['选项e'],
  f: ['选项f'],
  answer: ['答案'],
  explanation: ['解析'],
}

export function planBank(
  rows: readonly TableRow[],
  unreadable: readonly number[],
  inUse: ReadonlyMap<string, BankQuestion>,
): BankChanges {
  const [added, changed]: [BankQuestion[], BankQuestion[]] = [[], []]
  const badRows: BankChanges['badRows'] = unreadable.map((line) => ({ line, problem: 'unreadable-row' }))
  const seen = new Set<string>()
  for (const row of rows) {
    const read = readOnce(row, seen)
    if (typeof read === 'string') badRows.push({ line: row.line, problem: read })
    else if (!inUse.has(read.number)) added.push(read)
    else if (JSON.stringify(inUse.get(read.number)) !== JSON.stringify(read)) changed.push(read)
  }
  const unchanged = rows.length + unreadable.length - added.length - changed.length - badRows.length
  return { added, changed, unchanged, badRows }
}

function readOnce(row: TableRow, seen: Set<string>): BankQuestion | BankProblem {
  const read = readQuestion(row)
  if (typeof read === 'string') return read
  if (seen.has(read.number)) return 'repeated'
  seen.add(read.number)
  return read
}

const topics: Readonly<Record<string, QuestionTopic>> = {
  法规: 'regulation',
  信息安全: 'information-security',
  操作: 'operation',
  异议: 'disputes',
}
const kinds: Readonly<Record<string, QuestionKind>> = { 单选: 'single', 多选: 'multiple', 判断: 'true-false' }
const letters = 'ABCDEFGH'

function readQuestion({ values }: TableRow): BankQuestion | BankProblem {
  const { number = '', topic = '', kind: kindWord = '', text = '', answer = '', explanation = '' } = values
  const kind = kinds[kindWord] ?? kindWord
  const parsed = BankQuestion.safeParse({
    number: number.toUpperCase(),
    topic: topics[topic] ?? topic,
    kind,
    text,
    options: optionsOf(values, kind),
    answer: answerOf(answer, kind),
    explanation,
  })
  if (!parsed.success) return problemOf(parsed.error.issues[0]?.path[0])
  return judgeAnswer(parsed.data) ? parsed.data : 'answer'
}

function problemOf(field: PropertyKey | undefined): BankProblem {
  return bankProblems.find((problem) => problem === field) ?? 'unreadable-row'
}

/** One right option, or two at least; none that is not there, none twice. */
function judgeAnswer({ kind, options, answer }: BankQuestion): boolean {
  if (new Set(answer).size !== answer.length || answer.some((place) => place >= options.length)) return false
  return kind === 'multiple' ? answer.length >= 2 : answer.length === 1
}

function optionsOf(values: TableRow['values'], kind: unknown): string[] {
  if (kind === 'true-false') return ['正确', '错误']
  const listed = (values['options'] ?? '').split(/\n|\|/)
  const single = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => values[name] ?? '')
  return [...listed, ...single].map((option) => option.trim()).filter((option) => option !== '')
}

/** Letters such as `AC`, or 对 and 错. */
function answerOf(text: string, kind: unknown): number[] {
  const word = text.replace(/[\s,，、]/g, '').toUpperCase()
  if (kind === 'true-false' && /^(对|正确|√|T|TRUE)$/.test(word)) return [0]
  if (kind === 'true-false' && /^(错|错误|×|F|FALSE)$/.test(word)) return [1]
  return [...word].map((letter) => letters.indexOf(letter)).sort((one, other) => one - other)
}
