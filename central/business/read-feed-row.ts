import type { TableRow } from '#central/read-table.ts'
import type { businessRoles } from '#contract/business.ts'
import type { BusinessFeedProblem } from '#contract/business-feed.ts'
import { Subject } from '#contract/subject.ts'
import { BusinessReference } from '#contract/values.ts'

export interface FeedRow {
  readonly line: number
  readonly reference: string
  readonly kind: 'application' | 'contract'
  readonly status: 'open' | 'settled' | 'withdrawn'
  readonly product: string
  readonly institution: string
  readonly role: (typeof businessRoles)[number]
  readonly subject: Subject
}

/** As loan systems write them. */
export const feedColumns = {
  reference: ['业务编号', '申请编号', '合同编号', 'business_reference'],
  kind: ['业务类型', 'business_kind'],
  status: ['状态', '业务状态'],
  product: ['产品', '产品名称'],
  institution: ['机构编码', '机构代码', '机构号', 'institution_code'],
  role: ['角色', '当事人角色', 'party_role'],
  subjectKind: ['主体类型', 'subject_kind'],
  name: ['姓名', '名称', '客户名称'],
  idType: ['证件类型', 'id_type'],
  idNumber: ['证件号码', 'id_number'],
}
export const requiredFeedColumns = ['reference', 'kind', 'status', 'institution', 'role', 'name', 'idNumber']

const kinds = words({ application: ['申请', '授信申请'], contract: ['合同', '借据', '敞口', 'exposure'] })
const statuses = words({
  open: ['在办', '审批中', '未结清', '正常', '存续'],
  settled: ['结清', '已结清', 'closed'],
  withdrawn: ['撤销', '拒绝', '已撤回', 'rejected', 'cancelled'],
})
const roles = words({
  borrower: ['借款人', '主借款人', '申请人'],
  spouse: ['配偶', '共同借款人配偶'],
  guarantor: ['担保人', '保证人'],
  'legal-representative': ['法定代表人', '负责人'],
})
const subjectKinds = words({ personal: ['个人', '自然人'], corporate: ['企业', '公司', '对公'] })
const personalIds = words({
  '10': ['身份证', '居民身份证'],
  '2': ['护照'],
  '1': ['户口簿'],
  '20': ['军人身份证件', '军官证'],
})
const corporateIds = words({ '20': ['统一社会信用代码'], '10': ['中征码'], '30': ['组织机构代码'] })

/** @returns The row, or what is wrong with it. */
export function readFeedRow(
  { line, values }: TableRow,
  institutions: ReadonlyMap<string, boolean>,
): FeedRow | BusinessFeedProblem {
  const reference = BusinessReference.safeParse((values['reference'] ?? '').toUpperCase())
  if (!reference.success) return 'reference'
  const [kind, status, role] = [
    wordOf(kinds, values['kind']),
    wordOf(statuses, values['status']),
    wordOf(roles, values['role']),
  ]
  if (kind === undefined) return 'kind'
  if (status === undefined) return 'status'
  if (role === undefined) return 'role'
  const { product = '', institution = '' } = values
  if (product.length > 60) return 'product'
  const problem = institutionProblem(institution, institutions)
  if (problem) return problem
  const subject = subjectOf(values)
  if (typeof subject === 'string') return subject
  return { line, reference: reference.data, kind, status, product, institution, role, subject }
}

/** Two rows with the same key are about the same subject. */
export function subjectKey(subject: Subject): string {
  return JSON.stringify([subject.kind ?? 'personal', subject.name.normalize('NFC'), subject.idType, subject.idNumber])
}

function institutionProblem(code: string, institutions: ReadonlyMap<string, boolean>): BusinessFeedProblem | undefined {
  if (!/^\d{6,14}$/.test(code)) return 'institution'
  const isOpen = institutions.get(code)
  if (isOpen === undefined) return 'institution-unknown'
  return isOpen ? undefined : 'institution-closed'
}

function subjectOf({
  subjectKind = '',
  name,
  idType = '',
  idNumber,
}: TableRow['values']): Subject | BusinessFeedProblem {
  const kind = subjectKind === '' ? 'personal' : wordOf(subjectKinds, subjectKind)
  if (kind === undefined) return 'subject'
  const isCorporate = kind === 'corporate'
  const type =
    idType === '' ? usualType[kind] : (wordOf(isCorporate ? corporateIds : personalIds, idType) ?? idType.toUpperCase())
  const read = Subject.safeParse({ ...(isCorporate ? { kind } : {}), name, idType: type, idNumber })
  if (read.success) return read.data
  return read.error.issues.some(({ path }) => path.includes('idNumber')) ? 'id-number' : 'subject'
}

const usualType = { personal: '10', corporate: '20' } as const

/** Each word with what it stands for; a code stands for itself. */
function words<K extends string>(meanings: Readonly<Record<K, readonly string[]>>): ReadonlyMap<string, K> {
  const all = Object.entries<readonly string[]>(meanings) as [K, readonly string[]][]
  return new Map(all.flatMap(([meaning, names]) => [meaning, ...names].map((name) => [name, meaning] as const)))
}

function wordOf<K extends string>(known: ReadonlyMap<string, K>, text = ''): K | undefined {
  return known.get(text) ?? known.get(text.toLowerCase())
}
