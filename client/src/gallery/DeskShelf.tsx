import type { ReactNode } from 'react'
import { FormPage } from '../form/FormPage.tsx'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { DeskFrame } from '../parts/DeskFrame.tsx'
import { Elapsed } from '../parts/Elapsed.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { useSampleScreen } from './sample.ts'

const Queue = (): ReactNode => (
  <div className="flex flex-col gap-3">
    <Card title="我的状态" aside={<Badge tone="good">通话中</Badge>}>
      <div className="flex flex-col gap-2">
        <Button wide disabledReason="通话结束后可以休息">
          休息
        </Button>
      </div>
    </Card>
    <Card title="等候" aside={<Badge tone="info">2 人</Badge>}>
      <ol className="flex flex-col gap-3">
        <li>
          <p className="font-medium">陈先生 · 户口迁移</p>
          <p className="text-note text-quiet">等了 3:20，由您的技能匹配</p>
        </li>
        <li>
          <p className="font-medium">李女士 · 异地就医备案</p>
          <p className="text-note text-quiet">等了 0:45</p>
        </li>
      </ol>
    </Card>
  </div>
)

const Stage = (): ReactNode => (
  <div className="flex flex-col gap-3">
    <div className="grid aspect-video place-items-center rounded-card bg-stage text-on-stage">视频</div>
    <div className="flex flex-wrap justify-center gap-1 rounded-card bg-stage p-1">
      {(
        [
          ['camera', '拍照'],
          ['card', '读卡'],
          ['scan', '扫描'],
          ['print', '打印'],
          ['pen', '签字'],
          ['screen', '共享'],
          ['microphone', '静音'],
        ] as const
      ).map(([icon, name]) => (
        <IconButton key={icon} icon={icon} tone="onStage" onPress={() => undefined}>
          {name}
        </IconButton>
      ))}
      <IconButton icon="hangUp" tone="stop" onPress={() => undefined}>
        挂断
      </IconButton>
    </div>
  </div>
)

/** The clerk's desk with a form of usual length. */
export const DeskShelf = (): ReactNode => {
  const screen = useSampleScreen('clerk')
  return (
    <DeskFrame
      brand="南浔区远程窗口"
      top={
        <>
          <span className="font-semibold">王桂兰</span>
          <span>企业设立登记</span>
          <Badge tone="info">按南浔区规则</Badge>
          <Badge tone="bad" icon="record">
            双录中
          </Badge>
        </>
      }
      topEnd={
        <span className="text-lead font-semibold">
          <Elapsed sinceAt={0} label="通话时长" now={() => 487_000} />
        </span>
      }
      left={{ label: '等候', content: <Queue /> }}
      middle={{ label: '视频', content: <Stage /> }}
      right={{ label: '表格', content: <FormPage {...screen} /> }}
      bottom={{
        label: '常用语',
        content: (
          <div className="flex flex-wrap gap-2">
            <Button shortcut="Alt+1">您好，请问办什么事？</Button>
            <Button shortcut="Alt+2">请把身份证放到读卡区。</Button>
            <Button shortcut="Alt+3">请核对我填的内容。</Button>
          </div>
        ),
      }}
    />
  )
}
