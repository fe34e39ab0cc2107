/** Plugs, pages and statistics as v1 returns them. */
import type { PlugPageResult } from '../../../core/plugs/page.ts';
import type { PlugStatistics } from '../../../core/plugs/read-statistics.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import { isoWeek } from '../../../rules/plugs/iso-week.ts';
import { fullName, isComplete } from '../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { WeekCount } from '../../../store/plugs/weeks.ts';
import { wireFields } from './fields.ts';

/** The body of a plug. `accountId` is the id of its owner. */
export function renderPlug(plug: PlugRow, accountId: string) {
  const name = fullName(plug);
  return {
    id: plug.id,
    user_id: accountId,
    plug_type: plug.plugType,
    ...wireFields(plug),
    full_name: name,
    display_name: name,
    is_contact: plug.plugType === 'contact',
    is_target: plug.plugType === 'target',
    is_complete_contact: isComplete(plug),
    created_at: isoTime(plug.createdAtMs),
    updated_at: isoTime(plug.updatedAtMs),
    deleted_at: plug.deletedAtMs === null ? null : isoTime(plug.deletedAtMs),
    merged_into: plug.mergedInto,
  };
}

/** A page of plugs. The caller adds the cursor, because a page of a search has none. */
export function renderPage(page: PlugPageResult, accountId: string) {
  return {
    items: page.items.map((plug) => renderPlug(plug, accountId)),
    total: page.total,
    page: page.page,
    per_page: page.perPage,
    pages: page.pages,
    has_next: page.hasNext,
    has_prev: page.hasPrevious,
  };
}

/** The counts of an account's plugs. */
export function renderStatistics(statistics: PlugStatistics) {
  return {
    total_plugs: statistics.targets + statistics.contacts,
    total_targets: statistics.targets,
    total_contacts: statistics.contacts,
    by_priority: statistics.byPriority,
    by_business_type: Object.fromEntries(statistics.byBusinessType),
    by_network_type: Object.fromEntries(statistics.byNetworkType),
    by_tag: Object.fromEntries(statistics.byTag),
    recent_conversions: statistics.recentConversions,
    truncated: statistics.truncated.map((dimension) => `by_${dimension}` as const),
  };
}

/** The counts of one week. */
export function renderWeek({ week, created, converted }: WeekCount) {
  return { week: isoWeek(week), created, converted };
}
