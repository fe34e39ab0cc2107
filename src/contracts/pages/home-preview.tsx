/** An example of a search on the start page, with fictional people. It is hidden from screen readers. */
import type { Child } from 'hono/jsx';
import { Icon } from './components/icon.tsx';
import { Badge } from './components/marks.tsx';

export function SearchPreview() {
  return (
    <div class="preview" aria-hidden="true">
      <div class="card">
        <div class="preview-search">
          <Icon name="search" />
          <span>minh</span>
          <span class="push-end muted small">3 matches</span>
        </div>
        <ul class="list">
          <PreviewRow
            hue={4}
            initials="NK"
            name={
              <>
                Nguyễn Thị <mark>Minh</mark> Khai
              </>
            }
            detail="Sông Hồng Health"
          >
            <Badge tone="accent">Contact</Badge>
          </PreviewRow>
          <PreviewRow
            hue={6}
            initials="김"
            name="김민준"
            detail={
              <>
                <mark>minh</mark>jun.kim@example.test
              </>
            }
          >
            <Badge tone="accent">Contact</Badge>
          </PreviewRow>
          <PreviewRow
            hue={3}
            initials="TT"
            name="Thu Trang Đỗ"
            detail={
              <>
                Introduced by <mark>Minh</mark> at the Hanoi dinner
              </>
            }
          >
            <Badge isOutline>Target</Badge>
          </PreviewRow>
        </ul>
      </div>
    </div>
  );
}

interface PreviewRowProps {
  /** The colour of the avatar: a number from 1 to 8, which style/components/marks.css defines for `.avatar`. */
  hue: number;
  initials: string;
  name: Child;
  detail: Child;
  children: Child;
}

function PreviewRow({ hue, initials, name, detail, children }: PreviewRowProps) {
  return (
    <li>
      <span class="avatar" data-hue={hue}>
        {initials}
      </span>
      <span class="list-text">
        <span class="person-name">{name}</span>
        <span class="person-detail">{detail}</span>
      </span>
      {children}
    </li>
  );
}
