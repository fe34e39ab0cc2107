/** Cards, lists, cards that are links, details, and sections. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { IconName } from './icon.tsx';
import { IconDisc, type Tone } from './marks.tsx';

/** A card with a header. The children, such as `CardBody` or `List`, set the padding. */
export function Card(props: PropsWithChildren<{ id: string; title: string; lead?: string; action?: Child }>) {
  const { id, title, lead, action, children } = props;
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-header">
        <h2 id={id}>{title}</h2>
        {action}
        {lead && <p class="muted">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

export function CardBody({ children }: PropsWithChildren) {
  return <div class="card-body stack">{children}</div>;
}

export function CardFooter({ children }: PropsWithChildren) {
  return <div class="card-footer">{children}</div>;
}

export function List({ children }: PropsWithChildren) {
  return <ul class="list">{children}</ul>;
}

interface ListItemProps {
  /** An icon or an avatar. */
  mark?: Child;
  title: Child;
  text?: Child;
  action?: Child;
}

export function ListItem({ mark, title, text, action }: ListItemProps) {
  return (
    <li>
      {mark}
      <div class="list-text">
        {title}
        {text && <p>{text}</p>}
      </div>
      {action}
    </li>
  );
}

interface LinkCardProps {
  href: string;
  icon: IconName;
  tone: Tone;
  title: string;
  text: string;
}

/** A card that consists of one link. */
export function LinkCard({ href, icon, tone, title, text }: LinkCardProps) {
  return (
    <a class="card link-card" href={href}>
      <IconDisc icon={icon} tone={tone} isLarge />
      <div>
        <h3>{title}</h3>
        <p>{text}</p>
      </div>
    </a>
  );
}

/** A list of names and values. */
export function Details({ rows }: { rows: { name: string; value: Child }[] }) {
  return (
    <dl class="details">
      {rows.map(({ name, value }) => (
        <>
          <dt>{name}</dt>
          <dd>
            <span class="value">{value}</span>
          </dd>
        </>
      ))}
    </dl>
  );
}

/** A section of a page with a title and an optional remark. */
export function Section({
  id,
  title,
  remark,
  children,
}: PropsWithChildren<{ id: string; title: string; remark?: Child }>) {
  return (
    <section aria-labelledby={id}>
      <h2 class="section-title" id={id}>
        {title} {remark && <small>{remark}</small>}
      </h2>
      {children}
    </section>
  );
}
