import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { BusinessReference } from '#contract/values.ts'

interface ReferenceFieldProps {
  readonly isPending: boolean
  /** The reference was typed to its end: Enter, or the field was left. */
  readonly onTyped: (reference: string) => void
}

/** The business reference, first field of a form: the rest follows from it. */
export function ReferenceField({ isPending, onTyped }: ReferenceFieldProps) {
  const { t } = useTranslation()
  return (
    <Form.Item
      name="reference"
      label={t('shell.business.reference')}
      normalize={(typed: string) => typed.trim().toUpperCase()}
      validateTrigger="onBlur"
      rules={[{ validator: (_, value) => checkReference(value, t('shell.business.referenceWrong')) }]}
      hasFeedback={isPending}
      {...(isPending && { validateStatus: 'validating' })}
    >
      <Input
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        placeholder={`${t('shell.business.referencePlaceholder')} · ${t('shell.business.lookUpHint')}`}
        onBlur={({ target }) => onTyped(target.value)}
        onPressEnter={(event) => {
          if (event.ctrlKey) return
          event.preventDefault()
          onTyped(event.currentTarget.value)
        }}
      />
    </Form.Item>
  )
}

async function checkReference(value: unknown, text: string): Promise<void> {
  if (!BusinessReference.safeParse(value).success) throw new Error(text)
}
