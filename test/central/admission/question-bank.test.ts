import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planBank } from '#central/admission/plan-bank.ts'
import {
  getQuestions,
  postQuestionBank,
  postQuestionBankTrial,
  postQuestionRetirement,
} from '#contract/http/admission.ts'
import { questionTopics } from '#contract/question.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let headOffice: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
})
afterAll(() => service.stop())

const bank = readFileSync('assets/question-bank/question-bank.json').toString('base64')

async function apply(content: string) {
  const { body } = await headOffice.call(postQuestionBankTrial, { body: { content } })
  return headOffice.call(postQuestionBank, { body: { content, planHash: body.planHash } })
}

const row = {
  number: 'X-1',
  topic: '法规',
  kind: '单选',
  text: '题干题干',
  a: '甲',
  b: '乙',
  answer: 'A',
  explanation: '解析',
}

test.each([
  { why: 'a single choice', change: {}, problem: undefined },
  { why: 'a multiple choice', change: { kind: '多选', c: '丙', answer: 'A、C' }, problem: undefined },
  { why: 'true or false without options', change: { kind: '判断', a: '', b: '', answer: '错' }, problem: undefined },
  { why: 'an unknown topic', change: { topic: '其他' }, problem: 'topic' },
  { why: 'an unknown kind', change: { kind: '问答' }, problem: 'kind' },
  { why: 'one option only', change: { b: '' }, problem: 'options' },
  { why: 'an answer that is no option', change: { answer: 'C' }, problem: 'answer' },
  { why: 'two answers to a single choice', change: { answer: 'AB' }, problem: 'answer' },
  { why: 'one answer to a multiple choice', change: { kind: '多选' }, problem: 'answer' },
  { why: 'no explanation', change: { explanation: '' }, problem: 'explanation' },
  { why: 'no number', change: { number: '' }, problem: 'number' },
])('a row with $why: $problem', ({ change, problem }) => {
  const { added, badRows } = planBank([{ line: 2, values: { ...row, ...change } }], [], new Map())
  expect(badRows).toEqual(problem ? [{ line: 2, problem }] : [])
  expect(added).toHaveLength(problem ? 0 : 1)
})

test('the bank that comes with the product has 120 questions and more of four topics, all good, and is imported once', async () => {
  const { body } = await headOffice.call(postQuestionBankTrial, { body: { content: bank } })
  expect(body.badRows).toEqual([])
  expect(body.added.length).toBeGreaterThanOrEqual(120)
  expect((await apply(bank)).body).toEqual({ applied: body.added.length })
  expect((await apply(bank)).body).toEqual({ applied: 0 })
  const questions = (await headOffice.call(getQuestions)).body
  expect(new Set(questions.map(({ topic }) => topic))).toEqual(new Set(questionTopics))
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'question-bank.imported', facts: { added: 0 } })
})

test('a changed question is a new version, the old one is in use no more; a retired one comes back as another version', async () => {
  const csv = (text: string) =>
    Buffer.from(`编号,主题,题型,题干,选项A,选项B,答案,解析\nZZ-01,操作,单选,${text},甲,乙,B,说明一\n`).toString(
      'base64',
    )
  await apply(csv('第一版题干'))
  await apply(csv('第二版题干'))
  const versions = async () =>
    (await headOffice.call(getQuestions)).body
      .filter(({ number }) => number === 'ZZ-01')
      .map(({ version, retiredAt }) => [version, retiredAt !== null])
  expect(await versions()).toEqual([
    [2, false],
    [1, true],
  ])
  const current = (await headOffice.call(getQuestions)).body.find(
    ({ number, version }) => number === 'ZZ-01' && version === 2,
  )
  const retire = () => headOffice.call(postQuestionRetirement, { params: { id: current?.id ?? '' } })
  expect((await retire()).status).toBe(200)
  expect((await retire()).status).toBe(404)
  await apply(csv('第二版题干'))
  expect(await versions()).toEqual([
    [3, false],
    [2, true],
    [1, true],
  ])
})

test('answers are shown to head office only', async () => {
  const administrator = await aStaffMember(service, 'E20002')
  expect((await administrator.call(getQuestions)).status).toBe(403)
})
