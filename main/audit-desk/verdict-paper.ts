/** The verdict on a bundle as a paper to be signed and filed. */

import type { BundleVerdict } from '#contract/ipc/audit-desk.ts'
import type { PdfDocument } from '#paper/make-pdf.ts'
import { pdfTable } from '#paper/make-pdf.ts'

/** Signed by the auditor by hand; says what was verified, with what, and what came out. */
export function verdictPaper(
  verdict: BundleVerdict & { readonly fileName: string },
  auditor: { readonly employeeId: string; readonly name: string },
): PdfDocument {
  const { isGood, firstBad, problems, notCompared } = verdict
  const facts = factsOf(verdict)
  return {
    title: '审计包核验报告',
    subtitle: `核验人 ${auditor.name}（${auditor.employeeId}） 核验时间 ${beijingTime(verdict.verifiedAt)}`,
    madeAt: new Date(verdict.verifiedAt),
    foot: `${verdict.origin} 第 ${verdict.from} 至 ${Math.max(verdict.from, verdict.to - 1)} 条`,
    content: [
      {
        text: isGood ? '结论：核验通过' : `结论：有问题，${firstBad === null ? '包本身不符' : `自第 ${firstBad} 条起`}`,
        fontSize: 13,
        bold: true,
        color: isGood ? '#1f6b2c' : '#a8211d',
        margin: [0, 4, 0, 8],
      },
      pdfTable(['项目', '内容'], facts),
      ...(problems.length > 0
        ? [
            { text: '发现的问题', bold: true },
            pdfTable(
              ['记录序号', '问题'],
              problems.map(({ index, chinese }) => [index === null ? '—' : String(index), chinese]),
            ),
          ]
        : []),
      ...(notCompared.length > 0
        ? [
            {
              text: `未能比对的检查点（包内没有证明）：${notCompared.join('、')}`,
              margin: [0, 0, 0, 8] as [number, number, number, number],
            },
          ]
        : []),
      {
        text: '核验只使用审计包、核验人的私钥和核验人自行取得的日志公钥，不连接网络，不依赖银行的服务。核验通过说明：所列区间的每个位置都在，所附记录自写入后没有被改动、增删或调换，本次导出已记入日志。',
        margin: [0, 4, 0, 24],
      },
      { columns: [{ text: '核验人签名：' }, { text: '日期：' }] },
    ],
  }
}

function factsOf(verdict: BundleVerdict & { readonly fileName: string }): string[][] {
  const { fileName, origin, period, from, to, treeSize, selected, pruned, missingScans, exportId } = verdict
  return [
    ['文件', fileName],
    ['日志', origin],
    ['时段', `${beijingTime(period.from)} 至 ${beijingTime(period.until)}`],
    ['区间', `第 ${from} 至 ${Math.max(from, to - 1)} 条（日志共 ${treeSize} 条）`],
    ['附有原文的记录', String(selected)],
    ['按政策清理的记录', String(pruned)],
    ['无法读取的抽样扫描件', String(missingScans)],
    ['导出编号', exportId ?? '—'],
  ]
}

/** China Standard Time, UTC+8. */
function beijingTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
