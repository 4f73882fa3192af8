import { Button, DatePicker, Form, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { DutyEntry, DutyRoster } from '#contract/release.ts'

interface RosterFormProps {
  readonly approvers: DutyRoster['approvers']
  readonly isBusy: boolean
  readonly onAdd: (entry: Omit<DutyEntry, 'id'>) => void
}

interface Values {
  readonly employeeId: string
  readonly isDeputy: boolean
  readonly period: [Dayjs, Dayjs]
}

/** One approver, one period. Times are those of Shanghai, whatever the PC's time zone. */
export function RosterForm({ approvers, isBusy, onAdd }: RosterFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const add = ({ employeeId, isDeputy, period: [from, until] }: Values) => {
    onAdd({ employeeId, isDeputy, from: instantOf(from), until: instantOf(until) })
    form.resetFields()
  }
  const required = [{ required: true, message: '' }]
  return (
    <Form form={form} layout="inline" initialValues={{ isDeputy: false }} onFinish={add}>
      <Form.Item name="employeeId" rules={required}>
        <Select
          style={{ width: 200 }}
          placeholder={t('release.roster.approver')}
          aria-label={t('release.roster.approver')}
          options={approvers.map(({ employeeId, name }) => ({ value: employeeId, label: `${name} ${employeeId}` }))}
        />
      </Form.Item>
      <Form.Item name="isDeputy">
        <Radio.Group
          options={[false, true].map((value) => ({
            value,
            label: t(value ? 'release.roster.deputy' : 'release.roster.primary'),
          }))}
        />
      </Form.Item>
      <Form.Item name="period" rules={required}>
        <DatePicker.RangePicker
          showTime={{ format: 'HH:mm', minuteStep: 15 }}
          format="YYYY-MM-DD HH:mm"
          aria-label={t('release.roster.period')}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('release.roster.add')}
      </Button>
    </Form>
  )
}

/** The time typed, as a time in Shanghai (UTC+8, no summer time). */
function instantOf(typed: Dayjs): string {
  return new Date(`${typed.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString()
}
