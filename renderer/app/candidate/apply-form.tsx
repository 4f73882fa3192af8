import { useMutation } from '@tanstack/react-query'
import { Button, Card, Checkbox, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CandidateState } from '#contract/admission.ts'
import { apply } from '#contract/ipc/admission.ts'
import { type PersonalPurpose, personalPurposes } from '#contract/purpose.ts'
import { type Role, roles } from '#contract/role.ts'
import { type SubjectKind, subjectKinds } from '#contract/user.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface Values {
  readonly role: Role
  readonly subjectKinds?: SubjectKind[]
  readonly purposes?: PersonalPurpose[]
  readonly until: Dayjs
  readonly reason: string
}

/** What a candidate asks for: a role and as few rights as the work needs. */
export function ApplyForm({ state, onApplied }: { state: CandidateState; onApplied: () => Promise<unknown> }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => crypto.randomUUID())
  const isOfficer = (Form.useWatch('role', form) ?? 'query-officer') === 'query-officer'
  const limit = dayjs(state.today).add(state.rules.rightsDays, 'day')
  const applying = useMutation({
    mutationFn: ({ role, reason, until, ...chosen }: Values) =>
      invoke(apply, {
        body: {
          id,
          role,
          reason,
          rights: {
            subjectKinds: chosen.subjectKinds ?? [],
            purposes: chosen.purposes ?? [],
            until: until.format('YYYY-MM-DD'),
          },
        },
      }),
    onSuccess: onApplied,
  })
  const oneAtLeast = [{ required: true, message: t('user.chooseOne') }]

  return (
    <Card title={t('candidate.applyTitle')}>
      <div className="form-alert">
        <FailureAlert error={applying.error} />
      </div>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'query-officer', subjectKinds: ['personal'], until: limit }}
        onFinish={(values) => applying.mutate(values)}
      >
        <div className="two-fields">
          <Form.Item name="role" label={t('user.role')}>
            <Select options={roles.map((value) => ({ value, label: t(`terms.userRole.${value}`) }))} />
          </Form.Item>
          <Form.Item name="until" label={t('user.rightsUntil')}>
            <DatePicker
              allowClear={false}
              style={{ width: '100%' }}
              minDate={dayjs(state.today).add(1, 'day')}
              maxDate={limit}
            />
          </Form.Item>
        </div>
        {isOfficer && (
          <>
            <Form.Item name="subjectKinds" label={t('user.subjectKinds')} rules={oneAtLeast}>
              <Checkbox.Group
                options={subjectKinds.map((value) => ({ value, label: t(`user.subjectKind.${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="purposes" label={t('user.purposes')} rules={oneAtLeast}>
              <Checkbox.Group
                className="purposes"
                options={personalPurposes.map((value) => ({ value, label: t(`terms.purpose.${value}`) }))}
              />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="reason"
          label={t('candidate.reason')}
          rules={[{ required: true, min: 4, message: t('candidate.reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={applying.isPending}>
          {t('candidate.apply')}
        </Button>
      </Form>
    </Card>
  )
}
