/** How a form of consent looks on paper. Chinese only: it is signed by customers. */

import { type Content, makePdf } from '#central/documents/pdf-service.ts'
import { purposeNames } from '#central/purpose-names.ts'
import type { ConsentFormDraft } from '#contract/consent-form.ts'
import { kindOfSubject } from '#contract/subject.ts'
import { formCodeText } from './inspection/read-form-code.ts'

export interface FormParties {
  readonly institution: string
  readonly product: string
  readonly preparedOn: string
  readonly madeAt: Date
}

const idTypeNames: Readonly<Record<string, string>> = {
  '10': '居民身份证',
  '1': '户口簿',
  '2': '护照',
  '5': '港澳居民来往内地通行证',
  '6': '台湾同胞来往内地通行证',
  '8': '外国人居留证',
  '9': '警官证',
  '20': '军人身份证件',
  A: '香港身份证',
  B: '澳门身份证',
  C: '台湾身份证',
  X: '其他证件',
}
const corporateIdTypeNames: Readonly<Record<string, string>> = {
  '10': '中征码',
  '20': '统一社会信用代码',
  '30': '组织机构代码',
}

/** Two questions a customer must be able to answer from the form: to whom, and what for (Credit Reporting Regulation, art. 18 and 29). */
export function makeConsentForm(draft: ConsentFormDraft, parties: FormParties): Promise<Buffer> {
  const isCorporate = kindOfSubject(draft.subject) === 'corporate'
  return makePdf({
    title: isCorporate ? '企业信用报告查询授权书' : '个人信用报告查询授权书',
    subtitle: `业务编号 ${draft.businessReference}　${parties.product}`,
    content: [head(draft, parties, isCorporate), ...clauses(draft, isCorporate), signature(isCorporate)],
    foot: `${parties.institution}　${parties.preparedOn} 打印，签署后扫描归档`,
    madeAt: parties.madeAt,
  })
}

function head({ id, subject }: ConsentFormDraft, { institution }: FormParties, isCorporate: boolean): Content {
  const types = isCorporate ? corporateIdTypeNames : idTypeNames
  return {
    columns: [
      {
        width: '*',
        stack: [
          { text: `致：${institution}`, margin: [0, 0, 0, 10] },
          { text: `${isCorporate ? '企业名称' : '姓　　名'}：${subject.name}`, margin: [0, 0, 0, 6] },
          { text: `证件类型：${types[subject.idType] ?? subject.idType}`, margin: [0, 0, 0, 6] },
          { text: `证件号码：${subject.idNumber}`, margin: [0, 0, 0, 6] },
        ],
      },
      { width: 110, qr: formCodeText({ form: id, page: 1, pages: 1 }), fit: 105, eccLevel: 'M' },
    ],
    margin: [0, 4, 0, 10],
  }
}

function clauses({ purposes }: ConsentFormDraft, isCorporate: boolean): Content[] {
  const who = isCorporate ? '本单位' : '本人'
  const texts = [
    `${who}不可撤销地授权贵行，为办理上述业务，以下列目的向金融信用信息基础数据库查询${who}的信用报告：`,
    `${who}知悉并同意：贵行仅可将信用报告用于上述目的，不得另作他用，未经${who}同意不得提供给第三人。`,
    '授权自签署之日起生效。审批类查询应在签署之日起九十日内首次使用；贷后（保后）管理查询至该笔业务结清之日止。',
    `${who}可以书面撤销对尚未发生的审批类查询的授权；对信用报告有异议的，可向贵行或征信机构提出。`,
    `贵行已就上述条款作了提示和说明，${who}已阅读并理解全部内容。`,
  ]
  return texts.flatMap((text, index): Content[] => [
    { text: `${index + 1}. ${text}`, margin: [0, 0, 0, 6] },
    ...(index === 0
      ? [{ ul: purposes.map((purpose) => purposeNames[purpose] ?? purpose), margin: [18, 0, 0, 8] } satisfies Content]
      : []),
  ])
}

function signature(isCorporate: boolean): Content {
  const lines = isCorporate
    ? ['授权单位（公章）：', '法定代表人或授权代理人（签字）：', '签署日期：　　　　年　　月　　日']
    : ['授权人（签字、按指印）：', '签署日期：　　　　年　　月　　日', '经办人（签字）：']
  return {
    table: {
      widths: ['*'],
      body: [[{ stack: lines.map((text) => ({ text, margin: [8, 14, 0, 18] as [number, number, number, number] })) }]],
    },
    margin: [0, 14, 0, 0],
  }
}
