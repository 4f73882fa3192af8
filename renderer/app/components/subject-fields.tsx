import { Form, Input, Segmented, Select } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type CorporateIdType, corporateIdProblem } from '#contract/corporate-id.ts'
import { purposesOfKind, type SubjectKind } from '#contract/purpose.ts'
import { residentIdProblem } from '#contract/resident-id.ts'
import { CorporateSubject, PersonalSubject, residentIdType } from '#contract/subject.ts'
import { firstKind } from '#renderer/app/hooks/use-purposes.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { idTypesOf, usualIdType } from '#renderer/app/subject-values.ts'

const kindPath = ['subject', 'kind']
const idNumberPath = ['subject', 'idNumber']
const idTypePath = ['subject', 'idType']

interface SubjectFieldsProps {
  /** The person or company in the form is no longer the one that was asked for. */
  readonly onChanged: () => void
  /** Both kinds may be chosen, whatever the user's own purposes are. */
  readonly isAnyKind?: boolean
}

/**
 * Person or company, name, ID type and ID number. The surrounding form holds them as `subject`. Who may ask about one
 * kind only is not asked which.
 */
export function SubjectFields({ onChanged, isAnyKind = false }: SubjectFieldsProps) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const { user } = useSession()
  const kind: SubjectKind = Form.useWatch(kindPath, form) ?? firstKind(user.purposes)
  const isChoice =
    isAnyKind || (['personal', 'corporate'] as const).every((one) => purposesOfKind(user.purposes, one).length > 0)

  const begin = (chosen: SubjectKind) => {
    form.setFieldsValue({ subject: { kind: chosen, name: '', idType: usualIdType[chosen], idNumber: '' } })
    onChanged()
  }
  return (
    <>
      <Form.Item name={kindPath} initialValue={firstKind(user.purposes)} hidden={!isChoice}>
        <Segmented<SubjectKind>
          aria-label={t('shell.subject.kind')}
          options={[
            { value: 'personal', label: t('terms.subjectKind.personal') },
            { value: 'corporate', label: t('terms.subjectKind.corporate') },
          ]}
          onChange={begin}
        />
      </Form.Item>
      <div className={`subject-fields subject-${kind}`}>
        <Form.Item
          name={['subject', 'name']}
          label={t(kind === 'corporate' ? 'shell.subject.companyName' : 'shell.subject.name')}
          dependencies={[kindPath]}
          validateTrigger="onBlur"
          rules={[{ validator: (_, value) => refuseWith(nameHint(t, kind, value)) }]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={kind === 'corporate' ? 100 : 60} />
        </Form.Item>
        <Form.Item
          name={idTypePath}
          label={t('shell.subject.idType')}
          initialValue={usualIdType[firstKind(user.purposes)]}
        >
          <Select popupMatchSelectWidth={false} options={idTypeOptions(t, kind)} />
        </Form.Item>
        <Form.Item
          name={idNumberPath}
          label={t('shell.subject.idNumber')}
          dependencies={[idTypePath]}
          normalize={(typed: string) => tidied(kind, typed)}
          validateTrigger="onBlur"
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                refuseWith(numberHint(t, kind, [getFieldValue(idTypePath), String(value ?? '')])),
            }),
          ]}
        >
          <Input className="figure" autoComplete="off" spellCheck={false} maxLength={30} />
        </Form.Item>
      </div>
    </>
  )
}

function idTypeOptions(t: TFunction, kind: SubjectKind): { value: string; label: string }[] {
  if (kind === 'corporate')
    return idTypesOf.corporate.map((value) => ({ value, label: t(`terms.corporateIdType.${value}`) }))
  return idTypesOf.personal.map((value) => ({ value, label: t(`terms.idType.${value}`) }))
}

/** Organization codes are often written with a hyphen before the check character. */
function tidied(kind: SubjectKind, typed: string): string {
  return typed.replace(kind === 'corporate' ? /[\s-]/g : /\s/g, '').toUpperCase()
}

function nameHint(t: TFunction, kind: SubjectKind, value: unknown): string | undefined {
  const { name } = (kind === 'corporate' ? CorporateSubject : PersonalSubject).shape
  if (name.safeParse(value).success) return undefined
  return t(kind === 'corporate' ? 'shell.subject.companyNameWrong' : 'shell.subject.nameWrong')
}

/** Where the number is wrong, or `undefined`. */
function numberHint(t: TFunction, kind: SubjectKind, [idType, idNumber]: [unknown, string]): string | undefined {
  if (idNumber === '') return t('shell.subject.idNumberMissing')
  return kind === 'corporate'
    ? companyNumberHint(t, idType as CorporateIdType, idNumber)
    : idNumberHint(t, idType, idNumber)
}

function companyNumberHint(t: TFunction, idType: CorporateIdType, idNumber: string): string | undefined {
  const problem = corporateIdProblem(idType, idNumber)
  return problem && t(`terms.corporateIdProblem.${problem}`, { count: idNumber.length })
}

function idNumberHint(t: TFunction, idType: unknown, idNumber: string): string | undefined {
  if (idType !== residentIdType) {
    return PersonalSubject.shape.idNumber.safeParse(idNumber).success ? undefined : t('shell.subject.idNumberWrong')
  }
  const problem = residentIdProblem(idNumber)
  return problem && t(`terms.idNumberProblem.${problem}`, { count: idNumber.length })
}

async function refuseWith(text: string | undefined): Promise<void> {
  if (text !== undefined) throw new Error(text)
}
