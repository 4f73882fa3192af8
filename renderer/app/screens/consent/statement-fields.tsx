import { Checkbox, DatePicker, Form } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { Purpose } from '#contract/purpose.ts'

interface StatementFieldsProps {
  /** Those the officer has the right to. */
  readonly purposes: readonly Purpose[]
  /** `YYYY-MM-DD` by the service's clock; nothing is signed after it. */
  readonly today: string
}

/** What the signed form says: for which purposes, and since when. */
export function StatementFields({ purposes, today }: StatementFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="purposes"
        label={t('consent.purposes')}
        rules={[{ required: true, type: 'array', min: 1, message: t('consent.purposesMissing') }]}
      >
        <Checkbox.Group className="purposes">
          {purposes.map((value) => (
            <Checkbox key={value} value={value}>
              {t(`terms.purpose.${value}`)}
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Form.Item
        name="signedOn"
        label={t('consent.signedOn')}
        rules={[{ required: true, message: t('consent.signedOnMissing') }]}
      >
        <DatePicker
          style={{ width: 200 }}
          format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D']}
          disabledDate={(day: Dayjs) => day.format('YYYY-MM-DD') > today}
        />
      </Form.Item>
    </>
  )
}
