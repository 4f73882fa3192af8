/** Lays an enterprise credit report out on A4 pages, in the bureau's order and with its headings. Pure. */

import type { CorporateReport } from '#central/bureau/corporate-report.ts'
import type { ReportPage } from '#contract/report-page.ts'
import { financialParts, historyAnnex } from './corporate-annexes.ts'
import { corporateCreditParts } from './corporate-credit.ts'
import { corporateBasicsParts, corporateFront } from './corporate-front.ts'
import {
  corporateNonCreditParts,
  corporatePublicParts,
  corporateStatementParts,
  ratingParts,
} from './corporate-records.ts'
import { corporateSummaryParts } from './corporate-summary.ts'
import { sectionHeading } from './headings.ts'
import { noteBlocks } from './note-blocks.ts'
import type { Block } from './page-block.ts'
import { reportPages } from './report-pages.ts'
import { sectionBlocks } from './report-part.ts'

/** @returns The pages in order; page 1 carries the outline. The same report gives the same pages. */
export function layOutCorporateReport(report: CorporateReport): ReportPage[] {
  return reportPages({
    title: '企业信用报告（授信机构版）',
    reportNumber: report.header.reportNumber,
    front: (outline) => corporateFront(report.header, outline),
    body: bodyBlocks(report),
  })
}

function bodyBlocks(report: CorporateReport): Block[] {
  const sections = [
    { title: '基本信息', parts: corporateBasicsParts(report.basics) },
    { title: '信息概要', parts: corporateSummaryParts(report.summary) },
    { title: '信贷记录明细', parts: corporateCreditParts(report.credit) },
    { title: '非信贷记录明细', parts: corporateNonCreditParts(report.nonCredit) },
    { title: '公共记录明细', parts: corporatePublicParts(report.records) },
    { title: '财务报表', parts: financialParts(report.financialYears) },
    { title: '评级信息', parts: ratingParts(report.ratings) },
    { title: '声明及异议标注', parts: corporateStatementParts(report.statements) },
  ]
  return [
    ...sections.flatMap(sectionBlocks),
    ...historyAnnex(report.credit),
    sectionHeading('报告说明'),
    ...noteBlocks(report.notes),
  ]
}
