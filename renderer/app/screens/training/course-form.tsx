import { useMutation } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, Modal } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planCourse } from '#contract/ipc/training.ts'
import { type QuestionTopic, questionTopics } from '#contract/question.ts'
import { CourseId, type NewCourse, trainedRoles } from '#contract/training.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'

const parts = ['onSite', 'video', 'test'] as const

interface CourseValues {
  readonly title: string
  readonly topics: QuestionTopic[]
  readonly roles: NewCourse['roles']
  readonly parts: (typeof parts)[number][]
  readonly dueOn: Dayjs
}

/** A course of the plan. Its year is that of its due date. */
export function CourseForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const today = useToday()
  const [form] = Form.useForm<CourseValues>()
  const [id] = useState(() => CourseId.parse(crypto.randomUUID()))
  const planning = useMutation({
    mutationFn: ({ title, topics, roles, parts: chosen, dueOn }: CourseValues) =>
      invoke(planCourse, {
        body: {
          ...{ id, title, topics, roles, year: dueOn.year(), dueOn: dueOn.format('YYYY-MM-DD') },
          isOnSite: chosen.includes('onSite'),
          video: chosen.includes('video') ? 'consent-and-query' : null,
          hasTest: chosen.includes('test'),
        },
      }),
    onSuccess: onClose,
  })
  const needed = [{ required: true, message: t('training.needed') }]

  return (
    <Modal
      open
      title={t('training.addCourse')}
      okText={t('training.save')}
      cancelText={t('training.cancel')}
      confirmLoading={planning.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <FailureAlert error={planning.error} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ topics: [...questionTopics], roles: [...trainedRoles], parts: [...parts] }}
        onFinish={(values) => planning.mutate(values)}
      >
        <Form.Item name="title" label={t('training.courseTitle')} rules={[{ ...needed[0], min: 2, whitespace: true }]}>
          <Input maxLength={60} autoFocus placeholder={t('training.titleHint')} />
        </Form.Item>
        <Form.Item name="topics" label={t('training.topics')} rules={needed}>
          <Checkbox.Group options={questionTopics.map((value) => ({ value, label: t(`question.topics.${value}`) }))} />
        </Form.Item>
        <Form.Item name="roles" label={t('training.audience')} rules={needed}>
          <Checkbox.Group options={trainedRoles.map((value) => ({ value, label: t(`terms.userRole.${value}`) }))} />
        </Form.Item>
        <Form.Item name="parts" label={t('training.parts')} rules={needed}>
          <Checkbox.Group options={parts.map((value) => ({ value, label: t(`training.part.${value}`) }))} />
        </Form.Item>
        <Form.Item name="dueOn" label={t('training.dueOn')} rules={needed}>
          <DatePicker disabledDate={(day: Dayjs) => day.format('YYYY-MM-DD') < today} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
