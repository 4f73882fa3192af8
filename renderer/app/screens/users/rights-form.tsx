import { Checkbox, DatePicker, Form, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { setUserRights } from '#contract/ipc/user.ts'
import { corporatePurposes, type Purpose, personalPurposes } from '#contract/purpose.ts'
import { type Rights, rightsOperation, type SubjectKind, subjectKinds, type UserRow } from '#contract/user.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'
import { lastDay } from './user-table.tsx'

interface RightsFormProps {
  readonly user: UserRow
  readonly onDone: () => void
  readonly onClose: () => void
}

interface Values {
  readonly subjectKinds?: SubjectKind[]
  readonly purposes?: Purpose[]
  readonly until: Dayjs
}

/** As few as the work needs; officers have subject kinds and purposes, everybody has a last day. */
export function RightsForm({ user, onDone, onClose }: RightsFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const { sign, signingWindow } = useSigning()
  const today = useToday()
  const { employeeId, name } = user
  const isOfficer = user.role === 'query-officer'
  const last = lastDay(user.rightsUntil)
  const limit = dayjs(today).add(365, 'day')

  const finish = (values: Values) => {
    const rights: Rights = {
      subjectKinds: values.subjectKinds ?? [],
      purposes: values.purposes ?? [],
      until: values.until.format('YYYY-MM-DD'),
    }
    const given = rights.purposes.map((purpose) => t(`terms.purpose.${purpose}`)).join(t('account.comma'))
    sign({
      operation: rightsOperation(employeeId, rights),
      summary: t('user.rightsSummary', { name, employeeId, purposes: given || '—', until: rights.until }),
      carryOut: (signature) => invoke(setUserRights, { params: { employeeId }, body: { ...rights, signature } }),
      onDone,
    })
  }

  return (
    <Modal
      open
      title={t('user.rightsTitle', { name })}
      okText={t('user.next')}
      cancelText={t('user.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          subjectKinds: user.subjectKinds,
          purposes: user.purposes,
          until: last > today ? dayjs(last) : limit,
        }}
        onFinish={finish}
      >
        {isOfficer && (
          <>
            <Form.Item
              name="subjectKinds"
              label={t('user.subjectKinds')}
              rules={[{ required: true, message: t('user.chooseOne') }]}
            >
              <Checkbox.Group
                options={subjectKinds.map((value) => ({ value, label: t(`user.subjectKind.${value}`) }))}
              />
            </Form.Item>
            <Form.Item
              name="purposes"
              label={t('user.purposes')}
              rules={[{ required: true, message: t('user.chooseOne') }]}
            >
              <Checkbox.Group
                className="purposes"
                options={[...personalPurposes, ...corporatePurposes].map((value) => ({
                  value,
                  label: t(`terms.purpose.${value}`),
                }))}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="until" label={t('user.rightsUntil')} extra={t('user.untilHint')} rules={[{ required: true }]}>
          <DatePicker allowClear={false} minDate={dayjs(today).add(1, 'day')} maxDate={limit} />
        </Form.Item>
      </Form>
      {signingWindow}
    </Modal>
  )
}
