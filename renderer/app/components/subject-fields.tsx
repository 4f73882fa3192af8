import { Form, Input, Select } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { residentIdProblem } from '#contract/resident-id.ts'
import { PersonalSubject, personalIdTypes, residentIdType } from '#contract/subject.ts'

const idNumberPath = ['subject', 'idNumber']
const idTypePath = ['subject', 'idType']

/** Name, ID type and ID number, the three that identify a person. The surrounding form holds them as `subject`. */
export function SubjectFields() {
  const { t } = useTranslation()
  return (
    <div className="subject-fields">
      <Form.Item
        name={['subject', 'name']}
        label={t('shell.subject.name')}
        validateTrigger="onBlur"
        rules={[{ validator: (_, value) => refuseWith(isName(value) ? undefined : t('shell.subject.nameWrong')) }]}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={60} />
      </Form.Item>
      <Form.Item name={idTypePath} label={t('shell.subject.idType')} initialValue={residentIdType}>
        <Select
          popupMatchSelectWidth={false}
          options={personalIdTypes.map((value) => ({ value, label: t(`terms.idType.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name={idNumberPath}
        label={t('shell.subject.idNumber')}
        dependencies={[idTypePath]}
        normalize={(typed: string) => typed.replace(/\s/g, '').toUpperCase()}
        validateTrigger="onBlur"
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) => refuseWith(idNumberHint(t, getFieldValue(idTypePath), String(value ?? ''))),
          }),
        ]}
      >
        <Input className="figure" autoComplete="off" spellCheck={false} maxLength={30} />
      </Form.Item>
    </div>
  )
}

function isName(value: unknown): boolean {
  return PersonalSubject.shape.name.safeParse(value).success
}

/** Where the number is wrong, or `undefined`. */
function idNumberHint(t: TFunction, idType: unknown, idNumber: string): string | undefined {
  if (idNumber === '') return t('shell.subject.idNumberMissing')
  if (idType !== residentIdType) {
    return PersonalSubject.shape.idNumber.safeParse(idNumber).success ? undefined : t('shell.subject.idNumberWrong')
  }
  const problem = residentIdProblem(idNumber)
  return problem && t(`terms.idNumberProblem.${problem}`, { count: idNumber.length })
}

async function refuseWith(text: string | undefined): Promise<void> {
  if (text !== undefined) throw new Error(text)
}
