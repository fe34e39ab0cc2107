/** Samples of badges, tags, priorities, avatars, icons and a QR code. */
import { Section } from '../../components/cards.tsx';
import { Avatar, Badge, IconDisc, Priority, Tag } from '../../components/marks.tsx';
import { QrCode } from '../../components/qr-code.tsx';

/** Names in different scripts, and a name of one letter. */
const NAMES = [
  'Amara Okonkwo',
  'Μαρία Παπαδοπούλου',
  'Hannah Weiß',
  'ليلى',
  '김민준',
  'Олена Коваль',
  '山田 花子',
  'P',
];

export function MarkSamples() {
  return (
    <Section id="marks" title="Badge, tag, priority, avatar">
      <div class="stack">
        <div class="cluster">
          <Badge>Neutral</Badge>
          <Badge tone="accent">Contact</Badge>
          <Badge isOutline>Target</Badge>
          <Badge tone="success">Active</Badge>
          <Badge tone="info">Update</Badge>
          <Badge tone="violet" icon="crown">
            Premium
          </Badge>
          <Badge tone="warning" icon="lock">
            Locked
          </Badge>
          <Badge tone="danger" icon="circle-alert">
            Refused
          </Badge>
        </div>
        <div class="cluster">
          <Tag text="vip" href="#marks" />
          <Tag text="東京2026" />
          <Tag text="עברית" />
        </div>
        <div class="cluster">
          <Priority level="urgent" />
          <Priority level="high" />
          <Priority level="medium" />
          <Priority level="low" />
        </div>
        <div class="cluster">
          {NAMES.map((name, index) => (
            <Avatar key={name} id={String(index)} name={name} />
          ))}
          <Avatar id="0" name="Amara Okonkwo" isLarge />
          <IconDisc icon="monitor" />
          <IconDisc icon="shield-check" tone="success" />
          <IconDisc icon="bell" tone="warning" />
          <QrCode text="https://plugs.example/s/sample" label="A sample QR code" />
        </div>
      </div>
    </Section>
  );
}
