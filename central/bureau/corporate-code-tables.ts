/** Code tables of the enterprise credit report: code → the Chinese words printed for it. */

export const corporateIdTypes = { '10': '中征码', '20': '统一社会信用代码', '30': '组织机构代码' } as const

/** Query reasons of enterprise reports. */
export const corporateQueryReasons = {
  '01': '贷前（保前）审查',
  '02': '贷中操作',
  '03': '贷后（在保）管理',
  '05': '关联查询',
  '17': '额度审批',
  '18': '担保审查',
} as const

export const economicTypes = {
  '110': '国有企业',
  '159': '其他有限责任公司',
  '160': '股份有限公司',
  '173': '私营有限责任公司',
  '330': '外资企业',
} as const
export const organisationKinds = { '1': '企业', '2': '事业单位', '7': '个体工商户' } as const
export const companySizes = { '2': '大型企业', '3': '中型企业', '4': '小型企业', '5': '微型企业' } as const
export const companyStates = { '1': '正常', '2': '注销', '3': '吊销' } as const

export const investorKinds = { '1': '自然人', '2': '企业' } as const
export const partyIdTypes = { '10': '身份证', '20': '统一社会信用代码' } as const
export const companyPositions = {
  '1': '法定代表人/非法人组织负责人',
  '2': '董事长',
  '3': '总经理/主要负责人',
  '4': '财务负责人',
  '5': '监事长',
} as const

/** Kinds of borrowing, in the order of the report. */
export const borrowingKinds = {
  'medium-long': '中长期借款',
  short: '短期借款',
  revolving: '循环透支',
  discount: '贴现',
} as const
export type BorrowingKind = keyof typeof borrowingKinds

/** Account types of the enterprise report. */
export const corporateAccountTypes = {
  D1: '非循环贷账户',
  D2: '贴现账户',
  R1: '循环透支账户',
  R4: '循环额度下分账户',
  C1: '催收账户',
} as const

export const borrowingTerms = { '10': '短期', '20': '中期', '30': '长期' } as const

export const borrowingBusinesses = {
  '10': '流动资金贷款',
  '11': '固定资产贷款',
  '12': '项目融资',
  '13': '贸易融资',
  '14': '法人账户透支',
  '21': '票据贴现',
  '31': '垫款',
  '41': '资产处置',
} as const

export const guaranteeKinds = {
  acceptance: '银行承兑汇票',
  'letter-of-credit': '信用证',
  guarantee: '银行保函',
  other: '其他担保交易',
} as const
export type GuaranteeKind = keyof typeof guaranteeKinds

/** Three classes of the summary: normal, special mention, non-performing. */
export const qualityClasses = { normal: '正常类', attention: '关注类', bad: '不良类' } as const
export type QualityClass = keyof typeof qualityClasses

/** Five-class classification, printed with the same codes as for persons. */
export const fiveClasses = { '1': '正常', '2': '关注', '3': '次级', '4': '可疑', '5': '损失' } as const
export type FiveClass = keyof typeof fiveClasses

export const guaranteeForms = { '1': '质押', '2': '抵押', '3': '保证', '4': '信用/免担保', '5': '组合' } as const
export const repaymentForms = { '10': '正常收回', '16': '担保人代偿', '14': '资产剥离', '90': '尚未还款' } as const
export const agreementKinds = { '1': '非循环信用额度', '2': '循环信用额度' } as const
export const licenceKinds = { '1': '许可', '2': '认证', '3': '资质', '4': '奖励' } as const
export const ratingOutlooks = { '1': '稳定', '2': '正面', '3': '负面' } as const
