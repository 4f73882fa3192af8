import { useMutation } from '@tanstack/react-query'
import { Button, DatePicker, Descriptions, Drawer, Form, Input, Popconfirm, Timeline } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#contract/finding.ts'
import { closeFinding, remedyFinding, returnFinding } from '#contract/ipc/audit-desk.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

type Step = 'remedy' | 'return' | 'close'

interface Typed {
  readonly text: string
  readonly dueOn?: Dayjs
}

interface FindingDrawerProps {
  readonly finding: Finding
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One finding with how it went, and the next step of whoever's turn it is. */
export function FindingDrawer({ finding, onChanged, onClose }: FindingDrawerProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { steps, topic, institution, dueOn, entries } = finding
  const items = [
    { key: 'topic', label: t('finding.topicTitle'), children: t(`finding.topic.${topic}`) },
    { key: 'institution', label: t('finding.institution'), children: institution },
    { key: 'dueOn', label: t('finding.dueOn'), children: dueOn },
    { key: 'entries', label: t('finding.entries'), children: entries.join(' ') || '—' },
  ]
  const open = stepsOpen(finding, user.role === 'auditor' ? user.employeeId : null)
  return (
    <Drawer open size={560} title={t('finding.one')} onClose={onClose}>
      <div className="stack">
        <Descriptions size="small" column={1} items={items} />
        <Timeline
          items={steps.map(({ kind, by, at, text }) => ({
            key: at,
            content: (
              <>
                <strong>{t(`finding.step.${kind}`)}</strong>{' '}
                <span className="muted figure">
                  {by} · {shanghaiMoment(at)}
                </span>
                <div className="breakable">{text}</div>
              </>
            ),
          }))}
        />
        {open.length > 0 && <StepForm key={steps.length} finding={finding} open={open} onChanged={onChanged} />}
      </div>
    </Drawer>
  )
}

/** @param auditor The employee ID of an auditor who looks; `null` for an institution. */
function stepsOpen({ state, raisedBy }: Finding, auditor: string | null): readonly Step[] {
  if (auditor === null) return state === 'open' ? ['remedy'] : []
  return auditor === raisedBy && state === 'remedied' ? ['close', 'return'] : []
}

function StepForm({
  finding: { id, dueOn },
  open,
  onChanged,
}: Pick<FindingDrawerProps, 'finding' | 'onChanged'> & { readonly open: readonly Step[] }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const taking = useMutation({
    mutationFn: ({ step, typed }: { step: Step; typed: Typed }) => {
      const params = { id }
      const { text } = typed
      if (step === 'remedy') return invoke(remedyFinding, { params, body: { text } })
      if (step === 'close') return invoke(closeFinding, { params, body: { text } })
      return invoke(returnFinding, { params, body: { text, dueOn: typed.dueOn?.format('YYYY-MM-DD') ?? dueOn } })
    },
    onSuccess: onChanged,
  })
  const take = async (step: Step) => {
    const typed = await form.validateFields().catch(() => undefined)
    if (typed) taking.mutate({ step, typed })
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ dueOn: dayjs(dueOn) }}>
      <FailureAlert error={taking.error} />
      <Form.Item
        name="text"
        label={t(open.includes('remedy') ? 'finding.remedyText' : 'finding.answerText')}
        extra={t('finding.noPersonalData')}
        rules={[{ required: true, whitespace: true, message: t('finding.textMissing') }]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      {open.includes('return') && (
        <Form.Item name="dueOn" label={t('finding.newDueOn')}>
          <DatePicker allowClear={false} />
        </Form.Item>
      )}
      <span className="row">
        {open.includes('remedy') && (
          <Button type="primary" loading={taking.isPending} onClick={() => void take('remedy')}>
            {t('finding.remedy')}
          </Button>
        )}
        {open.includes('close') && (
          <Popconfirm title={t('finding.closeSure')} onConfirm={() => take('close')}>
            <Button type="primary" loading={taking.isPending}>
              {t('finding.close')}
            </Button>
          </Popconfirm>
        )}
        {open.includes('return') && (
          <Button loading={taking.isPending} onClick={() => void take('return')}>
            {t('finding.return')}
          </Button>
        )}
      </span>
    </Form>
  )
}
