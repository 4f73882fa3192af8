import { readFileSync } from 'node:fs'
import {
  getCandidate,
  postAdmissionCode,
  postCandidateSession,
  postPaper,
  postPaperAnswer,
  postPaperHandIn,
  postQuestionBank,
  postQuestionBankTrial,
} from '#contract/http/admission.ts'
import { postStaffFeed, postStaffFeedTrial } from '#contract/http/staff.ts'
import type { Device } from '#test/support/device.ts'
import { aBoundDevice, aStaffMember } from '#test/support/officer.ts'
import type { TestService } from '#test/support/service.ts'

/** Imports the bank that comes with the product. */
export async function importQuestionBank(headOffice: Device): Promise<void> {
  const content = readFileSync('assets/question-bank/question-bank.json').toString('base64')
  const { body } = await headOffice.call(postQuestionBankTrial, { body: { content } })
  await headOffice.call(postQuestionBank, { body: { content, planHash: body.planHash } })
}

/** Lets a person join by the HR feed, move or leave. */
export async function join(
  headOffice: Device,
  employeeId: string,
  { institution = '1032050101', status = '在职' } = {},
): Promise<void> {
  const content = Buffer.from(
    `统一认证号,姓名,机构编码,状态\n${employeeId},江雨桐,${institution},${status}\n`,
  ).toString('base64')
  const { body } = await headOffice.call(postStaffFeedTrial, { body: { content } })
  await headOffice.call(postStaffFeed, { body: { content, planHash: body.planHash } })
}

/** Somebody of the outlet who was let in with a code. */
export async function aCandidate(service: TestService, administrator: Device, employeeId: string): Promise<Device> {
  const { body } = await administrator.call(postAdmissionCode, { params: { employeeId } })
  const device = await aBoundDevice(service)
  const answer = await device.call(postCandidateSession, { body: { employeeId, code: body.code } })
  if (answer.status !== 200) throw new Error(`The candidate of the test was refused: ${JSON.stringify(answer.body)}`)
  device.token = answer.body.token
  return device
}

/** Writes a paper with so many right answers, knowing them from the database, and hands it in. */
export async function writePaper(service: TestService, candidate: Device, rightAnswers: number) {
  const { body: paper } = await candidate.call(postPaper)
  const rows = await service.database`
    select position, option_order, answer from paper_question join question on question.id = question_id
     where paper_id = ${paper.id} order by position`
  for (const { position, option_order: order, answer } of rows) {
    const right = (order as number[]).flatMap((place, index) => ((answer as number[]).includes(place) ? [index] : []))
    const wrong = (order as number[]).findIndex((place) => !(answer as number[]).includes(place))
    // Where every option belongs to the answer, one alone is too few.
    const chosen = position <= rightAnswers ? right : [Math.max(0, wrong)]
    await candidate.call(postPaperAnswer, { params: { id: paper.id, position }, body: { chosen } })
  }
  return candidate.call(postPaperHandIn, { params: { id: paper.id } })
}

/** Head office and the administrators of the outlet and of the sub-branch above it, with a question bank. */
export async function anAdmissionOffice(service: TestService) {
  const headOffice = await aStaffMember(service, 'E40001')
  const ofOutlet = await aStaffMember(service, 'E20001')
  const ofSubBranch = await aStaffMember(service, 'E20002')
  await importQuestionBank(headOffice)
  return { headOffice, ofOutlet, ofSubBranch }
}

export async function candidateState(candidate: Device) {
  return (await candidate.call(getCandidate)).body
}
