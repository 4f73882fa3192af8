/** What the rules say about a day that is over. */

import { startOfShanghaiDay } from '#central/clock.ts'
import type { Queryable } from '#central/database/database.ts'
import { institutionLevels } from '#contract/institution.ts'
import { type Candidate, candidateOf, type Question } from './candidate.ts'
import * as facts from './fact-repository.ts'
import { quotaRule, repeatedSubjectsRule } from './institution-rules.ts'
import { leavingRule, noRecordRule, viewedOftenRule } from './officer-rules.ts'
import { countApprovers, listReleases } from './release-fact-repository.ts'
import { releasePairRule } from './release-rules.ts'

const dayMs = 86_400_000
/** How many days a query is looked at again after its record was due, and a leaver after he left. */
const lookedBackDays = 7

export async function dailyCandidates(queryable: Queryable, question: Question): Promise<Candidate[]> {
  const parts = [quotas, repeatedSubjects, withoutRecord, viewedOften, leavers, releasePairs]
  const found: Candidate[] = []
  for (const part of parts) found.push(...(await part(queryable, question)))
  return found
}

/** So many days that end with the day. */
function daysUntil({ day }: Question, days: number): facts.Period {
  const until = new Date(startOfShanghaiDay(day).getTime() + dayMs)
  return { from: new Date(until.getTime() - days * dayMs), until }
}

async function quotas(queryable: Queryable, question: Question): Promise<Candidate[]> {
  const month = question.day.slice(0, 7)
  const period = { from: startOfShanghaiDay(`${month}-01`), until: daysUntil(question, 1).until }
  const rows = await facts.listAskedByInstitution(queryable, period)
  return rows.flatMap(({ institution, level, asked }) => {
    const finding = quotaRule.judge({ month, asked }, question.limitsOf(level))
    return candidateOf(finding, { institution }, `${institution}/${month}/${finding?.what}`)
  })
}

async function repeatedSubjects(queryable: Queryable, question: Question): Promise<Candidate[]> {
  const rows = await facts.listRepeatedSubjects(queryable, daysUntil(question, 30))
  return rows.flatMap(({ institution, level, subjects, repeated }) => {
    const finding = repeatedSubjectsRule.judge({ subjects, repeated }, question.limitsOf(level))
    return candidateOf(finding, { institution }, `${institution}/${question.day.slice(0, 7)}/ratio`)
  })
}

async function withoutRecord(queryable: Queryable, question: Question): Promise<Candidate[]> {
  const due = institutionLevels.map((level) => question.limitsOf(level).recordDays)
  const { until } = daysUntil(question, 1)
  const rows = await facts.listLoanQueries(queryable, {
    from: new Date(until.getTime() - (Math.max(...due) + lookedBackDays) * dayMs),
    until: new Date(until.getTime() - (Math.min(...due) - 1) * dayMs),
  })
  return rows.flatMap(({ level, askedOn, application, hasContract, ...place }) => {
    const days = Math.round((Date.parse(question.day) - Date.parse(askedOn)) / dayMs)
    const finding = noRecordRule.judge({ askedOn, days, application, hasContract }, question.limitsOf(level))
    return candidateOf(finding, place, `${place.employeeId}/${askedOn}`)
  })
}

async function viewedOften(queryable: Queryable, question: Question): Promise<Candidate[]> {
  const rows = await facts.listViews(queryable, daysUntil(question, 1))
  return rows.flatMap(({ level, views, ...place }) => {
    const finding = viewedOftenRule.judge({ day: question.day, views }, question.limitsOf(level))
    return candidateOf(finding, place, `${place.query}/${question.day}`)
  })
}

async function leavers(queryable: Queryable, question: Question): Promise<Candidate[]> {
  const days = question.limitsOf('outlet').leavingDays
  const rows = await facts.listLeavers(queryable, daysUntil(question, lookedBackDays), days)
  return rows.flatMap(({ level, leftOn, recent, before, ...place }) => {
    const limits = { ...question.limitsOf(level), leavingDays: days }
    return candidateOf(leavingRule.judge({ leftOn, recent, before }, limits), place, `${place.employeeId}/${leftOn}`)
  })
}

async function releasePairs(queryable: Queryable, question: Question): Promise<Candidate[]> {
  const rows = await listReleases(queryable, daysUntil(question, 30))
  const approvers = await countApprovers(queryable)
  return [...Map.groupBy(rows, ({ officer }) => officer)].flatMap(([officer, own]) => {
    const [approver, byOne] = [...Map.groupBy(own, (one) => one.approver)].reduce((most, next) =>
      next[1].length > most[1].length ? next : most,
    )
    const [{ institution, level }] = byOne as [(typeof byOne)[number]]
    const otherApprovers = Math.max(0, (approvers.get(institution) ?? 0) - 1)
    const finding = releasePairRule.judge(
      { released: own.length, byOne: byOne.length, approver, otherApprovers },
      question.limitsOf(level),
    )
    return candidateOf(
      finding,
      { institution, employeeId: officer },
      `${officer}/${approver}/${question.day.slice(0, 7)}`,
    )
  })
}
