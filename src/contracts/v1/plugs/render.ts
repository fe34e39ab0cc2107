/** Plugs in v1's words. */

import type { PlugPageResult } from '../../../core/plugs/page.ts';
import type { PlugStatistics } from '../../../core/plugs/read-statistics.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import { isComplete } from '../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';

export function renderPlug(plug: PlugRow, accountId: string) {
  const name = `${plug.firstName} ${plug.lastName}`;
  return {
    id: plug.id,
    user_id: accountId,
    plug_type: plug.plugType,
    first_name: plug.firstName,
    last_name: plug.lastName,
    full_name: name,
    display_name: name,
    email: plug.email,
    company: plug.company,
    job_title: plug.jobTitle,
    primary_number: plug.primaryNumber,
    secondary_number: plug.secondaryNumber,
    linkedin_url: plug.linkedinUrl,
    profile_picture: plug.profilePicture,
    notes: plug.notes,
    network_type: plug.networkType,
    business_type: plug.businessType,
    connect_reason: plug.connectReason,
    tags: plug.tags,
    priority: plug.priority,
    hubspot_pipeline_stage: plug.hubspotPipelineStage,
    custom_data: plug.customData,
    is_contact: plug.plugType === 'contact',
    is_target: plug.plugType === 'target',
    is_complete_contact: isComplete(plug),
    created_at: isoTime(plug.createdAtMs),
    updated_at: isoTime(plug.updatedAtMs),
    deleted_at: plug.deletedAtMs === null ? null : isoTime(plug.deletedAtMs),
  };
}

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

export function renderStatistics(statistics: PlugStatistics) {
  return {
    total_plugs: statistics.targets + statistics.contacts,
    total_targets: statistics.targets,
    total_contacts: statistics.contacts,
    by_priority: statistics.byPriority,
    by_business_type: statistics.byBusinessType,
    by_network_type: statistics.byNetworkType,
    by_tag: statistics.byTag,
    recent_conversions: statistics.recentConversions,
  };
}
