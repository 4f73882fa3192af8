/**
 * The second-generation personal credit report, lender version (个人信用报告，授信机构版). Unit codes in the comments are
 * the bureau's. `null` stands for what the bureau prints as "--": not applicable or not known.
 */

import * as z from 'zod'
import { Day, Instant } from '#contract/values.ts'
import * as tables from './code-tables.ts'
import { CreditDetail } from './personal-report-credit.ts'
import { NonCreditAccount, PublicRecords, QueryRecord, Statement } from './personal-report-records.ts'
import { ReportSummary } from './personal-report-summary.ts'
import { codeOf, ReportNumber, Text, Words } from './report-values.ts'

const IdDocument = z.strictObject({ type: codeOf(tables.idTypes), number: z.string().min(1).max(30) })

/** PRH/PA01: report, request, other documents, fraud alert, disputes. */
const ReportHeader = z.strictObject({
  reportNumber: ReportNumber,
  reportedAt: Instant,
  subject: z.strictObject({ name: Words, idType: codeOf(tables.idTypes), idNumber: z.string().min(1).max(30) }),
  queriedBy: z.strictObject({ code: z.string().min(1).max(20), name: Words }),
  reason: codeOf(tables.queryReasons),
  otherDocuments: z.array(IdDocument),
  fraudAlert: z.strictObject({ phone: Words, from: Day, until: Day }).nullable(),
  disputes: z.int().min(0),
})

/** PIM/PB01: who the subject is. */
const Identity = z.strictObject({
  sex: codeOf(tables.sexes),
  birthDate: Day,
  education: codeOf(tables.educations),
  degree: codeOf(tables.degrees),
  employment: codeOf(tables.employments),
  email: Words.nullable(),
  postalAddress: Words,
  nationality: Words,
  householdAddress: Words,
  mobiles: z.array(z.strictObject({ number: Words, updatedOn: Day })).max(10),
})

/** PMM/PB02. */
const Marriage = z.strictObject({
  state: codeOf(tables.maritalStates),
  spouse: z
    .strictObject({ name: Words, document: IdDocument, employer: Words.nullable(), phone: Words.nullable() })
    .nullable(),
})

/** PRM/PB03. */
const Residence = z.strictObject({
  kind: codeOf(tables.residenceKinds),
  address: Words,
  phone: Words.nullable(),
  updatedOn: Day,
})

/** POM/PB04. */
const Occupation = z.strictObject({
  employment: codeOf(tables.employments),
  employer: Words.nullable(),
  employerKind: codeOf(tables.employerKinds),
  industry: Words.nullable(),
  employerAddress: Words.nullable(),
  employerPhone: Words.nullable(),
  profession: Words.nullable(),
  position: codeOf(tables.positions),
  title: codeOf(tables.professionalTitles),
  since: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
  updatedOn: Day,
})

export const PersonalBasics = z.strictObject({
  identity: Identity,
  marriage: Marriage,
  residences: z.array(Residence).max(5),
  occupations: z.array(Occupation).max(5),
})
export type PersonalBasics = z.output<typeof PersonalBasics>

export const PersonalReport = z.strictObject({
  subjectKind: z.literal('person'),
  header: ReportHeader,
  basics: PersonalBasics,
  summary: ReportSummary,
  credit: CreditDetail,
  nonCredit: z.array(NonCreditAccount),
  publicRecords: PublicRecords,
  statements: z.array(Statement),
  queries: z.array(QueryRecord),
  notes: z.array(Text),
})
export type PersonalReport = z.output<typeof PersonalReport>
