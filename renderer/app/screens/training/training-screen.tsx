import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { administratorRoles } from '#contract/role.ts'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { AttendanceTab } from './attendance-tab.tsx'
import { MyCourses } from './my-courses.tsx'
import { PlanTab } from './plan-tab.tsx'
import { RoomTab } from './room-tab.tsx'

/** One's own courses; for administrators also the room, the attendance of their subtree and the plan. */
export function TrainingScreen() {
  const { t } = useTranslation()
  const { user } = useSession()
  const isAdministrator = administratorRoles.some((role) => role === user.role)
  return (
    <div className="stack">
      <ScreenTitle title={t('training.title')}>
        <p>{t('training.intro')}</p>
      </ScreenTitle>
      {isAdministrator ? (
        <Tabs
          size="small"
          destroyOnHidden
          items={[
            { key: 'mine', label: t('training.mine'), children: <MyCourses /> },
            { key: 'attendance', label: t('training.attendance'), children: <AttendanceTab /> },
            { key: 'room', label: t('training.room'), children: <RoomTab /> },
            { key: 'plan', label: t('training.plan'), children: <PlanTab /> },
          ]}
        />
      ) : (
        <MyCourses />
      )}
    </div>
  )
}
