/** What the answer letter says. The bank's own letter: it repeats nothing of the report. */

import { AppError } from '#contract/failure.ts'
import { kindOfSubject, type Subject } from '#contract/subject.ts'
import type { StoredDispute } from './dispute-repository.ts'

export interface LetterContent {
  readonly title: string
  readonly number: string
  readonly addressee: string
  readonly paragraphs: readonly string[]
  readonly signedBy: string
  readonly signedOn: string
}

const outcomes: Readonly<Record<string, string>> = {
  correct: '经核查，您所异议的信息与我行记录一致。',
  corrected: '经核查，您所异议的信息确有错误或遗漏，我行已按规定更正并报送。',
  'unauthorised-query': '经核查，您所异议的查询未取得您的有效授权，我行已按规定处理有关责任人。',
  'not-ours': '经核查，您所异议的信息不是我行报送的，我行已将情况转告有关机构。',
}

/**
 * @param answeredOn Every copy bears the day of the answer.
 * @throws {AppError} `not-found` before it has been answered.
 */
export function letterOf(dispute: StoredDispute, subject: Subject, answeredOn: string): LetterContent {
  const answer = dispute.steps.find(({ kind }) => kind === 'answered')
  const checked = dispute.steps.findLast(({ kind }) => kind === 'checked')
  if (!answer || !checked) throw new AppError('not-found', 'It has not been answered yet.')
  return {
    title: kindOfSubject(subject) === 'corporate' ? '企业信用信息异议答复函' : '个人信用信息异议答复函',
    number: `编号：${dispute.id.slice(0, 8).toUpperCase()}`,
    addressee: `${subject.name}（证件号码末四位 ${subject.idNumber.slice(-4)}）：`,
    paragraphs: [
      `您于 ${inWords(dispute.receivedOn)} 向我行提出的异议申请已收到。根据《征信业管理条例》第二十五条，现将核查和处理结果书面答复如下。`,
      outcomes[checked.detail ?? ''] ?? '',
      ...answer.text.split(/\n+/),
      '您对处理结果仍有异议的，可以向征信机构申请在信用报告中附注说明，也可以向所在地中国人民银行分支机构投诉，或者依法向人民法院起诉。',
    ].filter((paragraph) => paragraph.trim() !== ''),
    signedBy: dispute.institution.name,
    signedOn: inWords(answeredOn),
  }
}

function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}
