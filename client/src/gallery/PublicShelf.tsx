import type { ReactNode } from 'react'
import { PublicShell } from '../pages/PublicShell.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Icon, type IconName } from '../parts/icons.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Steps } from '../parts/Steps.tsx'

const papers: readonly { readonly icon: IconName; readonly name: string; readonly text: string }[] = [
  { icon: 'card', name: '身份证原件', text: '法定代表人和全体股东' },
  { icon: 'document', name: '住所使用证明', text: '房产证复印件或租赁合同' },
  { icon: 'pen', name: '公司章程', text: '全体股东签字，可在通话中签' },
]

/** A public screen of usual length: what a guide looks like inside the frame. */
export const PublicShelf = (): ReactNode => (
  <PublicShell
    screen="guide"
    place="上海松江 → 浙江南浔"
    title="企业设立登记"
    lead="和南浔区窗口人员视频通话，一次办完。大约需要 30 分钟，不收费。"
    progress={
      <Steps
        label="办理进度"
        summary="第 2 步，共 5 步"
        stateWords={{ done: '已完成', now: '进行中', todo: '未开始' }}
        steps={[
          { name: '选择事项', state: 'done' },
          { name: '准备材料', state: 'now' },
          { name: '视频通话', state: 'todo' },
          { name: '填表签字', state: 'todo' },
          { name: '领取回执', state: 'todo' },
        ]}
      />
    }
    onBack={() => undefined}
    onHelp={() => undefined}
    onEnd={() => undefined}
    primary={
      <Button kind="primary" big icon="phone">
        现在通话
      </Button>
    }
    secondary={<Button big>预约回电</Button>}
  >
    <Notice tone="good" title="窗口正在办公">
      前面还有 2 人，大约等 6 分钟。
    </Notice>
    <Card title="请准备">
      <ul className="grid gap-4 kiosk:gap-3 wide:grid-cols-3">
        {papers.map((paper) => (
          <li key={paper.name} className="flex items-center gap-4 kiosk:gap-3">
            <span className="grid size-[3em] shrink-0 place-items-center rounded-part bg-action-soft text-action">
              <Icon name={paper.icon} className="size-[1.6em]" />
            </span>
            <span className="flex flex-col">
              <span className="font-semibold">{paper.name}</span>
              <span className="text-note text-quiet">{paper.text}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
    <Card title="办理结果">
      <p>营业执照次日寄出，邮费由南浔区承担；也可以领取电子营业执照。</p>
    </Card>
  </PublicShell>
)
