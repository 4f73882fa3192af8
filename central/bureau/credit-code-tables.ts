/** Code tables of credit business: what was lent, how it is repaid, what happened to it. */

export const businessKinds = {
  '11': '个人住房商业贷款',
  '12': '个人商用房（含商住两用）贷款',
  '13': '个人住房公积金贷款',
  '21': '个人汽车消费贷款',
  '31': '个人助学贷款',
  '32': '国家助学贷款',
  '33': '商业助学贷款',
  '41': '个人经营性贷款',
  '42': '个人创业担保贷款',
  '51': '农户贷款',
  '52': '经营性农户贷款',
  '53': '消费性农户贷款',
  '71': '准贷记卡',
  '81': '贷记卡',
  '82': '大额专项分期卡',
  '91': '其他个人消费贷款',
  '92': '融资租赁业务',
  '99': '其他贷款',
  A1: '资产处置',
  B1: '代偿债务',
} as const

/** Groups of businesses in the summary (业务类型) and their main class (业务大类). */
export const businessGroups = {
  '11': '个人住房贷款',
  '12': '个人商用房贷款（包括商住两用房）',
  '19': '其他类贷款',
  '21': '贷记卡',
  '22': '准贷记卡',
  '99': '其他',
} as const
export const businessClasses = { '1': '贷款', '2': '信用卡', '9': '其他' } as const

export const classifications = {
  '1': '正常',
  '2': '关注',
  '3': '次级',
  '4': '可疑',
  '5': '损失',
  '6': '违约',
  '9': '未分类',
} as const

export const guarantees = {
  '1': '质押',
  '2': '抵押',
  '3': '保证',
  '4': '信用/无担保',
  '5': '组合（含保证）',
  '6': '组合（不含保证）',
  '7': '农户联保',
  '9': '其他',
} as const

export const repaymentModes = {
  '11': '分期等额本息',
  '12': '分期等额本金',
  '13': '到期还本分期结息',
  '21': '到期一次还本付息',
  '31': '按期计算还本付息',
  '90': '不区分还款方式',
} as const

export const repaymentFrequencies = {
  '01': '日',
  '02': '周',
  '03': '月',
  '04': '季',
  '05': '半年',
  '06': '年',
  '07': '一次性',
  '08': '不定期',
  '12': '旬',
  '13': '双周',
  '14': '双月',
  '99': '其他',
} as const

export const issueForms = { '1': '新增', '2': '其他', '3': '重组', '4': '借新还旧' } as const
export const coBorrowings = { '0': '无', '1': '主借款人', '2': '从借款人' } as const
export const currencies = { CNY: '人民币元' } as const

export const specialTradeTypes = {
  '1': '展期',
  '2': '担保人（第三方）代偿',
  '3': '以资抵债',
  '4': '提前还款',
  '5': '提前结清',
  '6': '强制平仓，未结清',
  '7': '强制平仓，已结清',
  '8': '司法追偿',
  '9': '其他',
  '11': '债务减免',
  '12': '资产剥离',
  '13': '资产转让',
  '14': '信用卡个性化分期',
  '16': '纾困延期',
  '17': '强制平仓',
} as const

export const specialEventTypes = { '1': '账单日调整，当月不出单', '2': '已注销信用卡账户重启' } as const
export const remarkTypes = { '1': '异议标注', '2': '本人声明', '3': '机构说明', '4': '特殊标注' } as const

export const limitUses = {
  '10': '循环贷款额度',
  '20': '非循环贷款额度',
  '30': '信用卡共享额度',
  '31': '信用卡独立额度',
} as const
export const agreementStates = { '1': '有效', '2': '到期/失效' } as const

export const borrowerKinds = { '1': '个人', '2': '企业' } as const
export const liabilityKinds = {
  '1': '共同借款人',
  '2': '保证人',
  '3': '票据承兑人',
  '4': '应收账款债务人',
  '9': '其他',
} as const

export const overdueGroups = {
  '1': '非循环贷账户',
  '2': '循环额度下分账户',
  '3': '循环贷账户',
  '4': '贷记卡账户',
  '5': '准贷记卡账户',
} as const
export const recoveryKinds = { '1': '资产处置业务', '2': '垫款业务' } as const

export const nonCreditKinds = { TE: '电信业务', UE: '公用事业' } as const
export const paymentStates = { '0': '正常', '1': '欠费' } as const
export const housingFundStates = { '1': '缴交', '2': '封存', '3': '销户' } as const
export const publicRecordKinds = {
  '1': '欠税信息',
  '2': '民事判决信息',
  '3': '强制执行信息',
  '4': '行政处罚信息',
} as const
export const closingKinds = {
  '1': '判决',
  '2': '调解',
  '3': '执行结案',
  '4': '终结本次执行程序',
  '9': '其他',
} as const
