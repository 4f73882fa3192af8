import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type PublicityActivity, type PublicityState, publicityForms, publicityStates } from '#contract/publicity.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'

interface ActivityTableProps {
  readonly activities: readonly PublicityActivity[]
  readonly isLoading: boolean
  readonly onOpen: (activity: PublicityActivity) => void
  readonly tools: ReactNode
}

const colours: Readonly<Record<PublicityState, string>> = { planned: 'blue', held: 'green', cancelled: 'default' }

export function ActivityTable({ activities, isLoading, onOpen, tools }: ActivityTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={activities}
      columns={columns(t, onOpen)}
      rowKey={({ id }) => id}
      textOf={({ title, place, institution, form }) =>
        `${title} ${place} ${institution.name} ${t(`publicity.form.${form}`)}`
      }
      isLoading={isLoading}
      empty={t('publicity.empty')}
      tools={tools}
      onOpen={onOpen}
    />
  )
}

function dayOf({ heldOn, plannedOn }: PublicityActivity): string {
  return heldOn ?? plannedOn
}

function columns(t: TFunction, onOpen: (activity: PublicityActivity) => void): TableColumnsType<PublicityActivity> {
  return [
    {
      key: 'day',
      title: t('publicity.day'),
      width: 110,
      className: 'figure',
      render: (_, activity) => dayOf(activity),
      sorter: (a, b) => dayOf(a).localeCompare(dayOf(b)),
      defaultSortOrder: 'descend',
    },
    {
      key: 'title',
      title: t('publicity.titleLabel'),
      render: (_, activity) => (
        <Button type="link" className="link-cell breakable" onClick={() => onOpen(activity)}>
          {activity.title}
        </Button>
      ),
      sorter: (a, b) => a.title.localeCompare(b.title),
    },
    {
      key: 'form',
      title: t('publicity.formTitle'),
      width: 110,
      render: (_, { form }) => t(`publicity.form.${form}`),
      filters: publicityForms.map((value) => ({ value, text: t(`publicity.form.${value}`) })),
      onFilter: (value, { form }) => form === value,
    },
    {
      key: 'institution',
      title: t('publicity.institution'),
      render: (_, { institution }) => institution.name,
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    { key: 'place', title: t('publicity.place'), render: (_, { place }) => place },
    {
      key: 'state',
      title: t('publicity.stateTitle'),
      width: 100,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`publicity.state.${state}`)}</Tag>,
      filters: publicityStates.map((value) => ({ value, text: t(`publicity.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'people',
      title: t('publicity.peopleReached'),
      width: 110,
      align: 'right',
      className: 'figure',
      render: (_, { peopleReached }) => peopleReached ?? '—',
      sorter: (a, b) => (a.peopleReached ?? 0) - (b.peopleReached ?? 0),
    },
  ]
}
