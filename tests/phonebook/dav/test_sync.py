"""What a device is told of what changed (RFC 6578), and what it is never told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import (
    Absence,
    AgencyPage,
    CardNumber,
    CardState,
    ContactCardPage,
    Membership,
    OokTeVinden,
    Zichtbaar,
)
from phonebook.models import Member, Subscription
from phonebook.subscriptions import DRAIN, stop
from tests.factories import make_agency, make_card, make_contactpunt, make_gemeente, make_region, make_team

pytestmark = pytest.mark.django_db


def state(card, **values):
    CardState.objects.filter(card=card).update(**values)


def leave(card, opvolger=None):
    state(card, vertrokken_op=timezone.localdate(), opvolger=opvolger)


# Nothing changed -------------------------------------------------------------------------------------------------
def test_nothing_changed_tells_nothing(device):
    first = device.sync()

    second = device.sync(first.token)

    assert (second.hrefs, second.token) == ([], first.token)


def test_a_new_day_changes_nothing(device, monkeypatch):
    first = device.sync()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert device.sync(first.token).hrefs == []


def test_a_draft_changes_nothing(device, card):
    card.save_revision().publish()
    first = device.sync()
    card.achternaam = "Nog niet"
    card.save_revision()

    assert device.sync(first.token).hrefs == []


def test_a_draft_of_who_was_never_published_here_changes_nothing(device, card):
    first = device.sync()
    card.achternaam = "Nog niet"
    card.save_revision()

    assert device.sync(first.token).hrefs == []


def test_publishing_the_same_card_anew_changes_nothing(device, card):
    first = device.sync()
    card.onderwerpen = ["dat staat op geen telefoon"]
    card.save_revision().publish()

    assert device.sync(first.token).hrefs == []


def test_a_change_that_is_undone_in_between_is_not_told(device, card):
    first = device.sync()
    state(card, exporteren=False)
    state(card, exporteren=True)

    assert device.sync(first.token).hrefs == []


def test_another_agency_is_not_told(device):
    first = device.sync()
    make_card(make_agency())

    assert device.sync(first.token).hrefs == []


# Every cause of a change -----------------------------------------------------------------------------------------
CAUSES = {
    "name": lambda card: ContactCardPage.objects.filter(pk=card.pk).update(achternaam="Bakker"),
    "number": lambda card: CardNumber.objects.filter(page=card).update(nummer="+31516000999"),
    "level of a number": lambda card: CardNumber.objects.filter(page=card).update(zichtbaar=Zichtbaar.REDACTIE),
    "absence": lambda card: Absence.objects.create(card=card, van=timezone.localdate()),
    "other place": lambda card: OokTeVinden.objects.create(page=card, organisatie=make_agency()),
    "name of the agency": lambda card: AgencyPage.objects.filter(pk=card.agency_id).update(title="Anders"),
    "invented agency": lambda card: ContactCardPage.objects.filter(pk=card.pk).update(voorbeeld=True),
}


@pytest.mark.parametrize("change", CAUSES.values(), ids=CAUSES)
def test_a_change_reaches_the_device(device, card, change):
    first = device.sync()

    change(card)

    second = device.sync(first.token)
    assert device.href(card) in second.etags
    assert second.etags[device.href(card)] != first.etags[device.href(card)]


ENDS = {
    "the person does not want to": lambda card: state(card, exporteren=False),
    "left": leave,
    "only the editors": lambda card: state(card, plafond=Zichtbaar.REDACTIE),
    "withdrawn": lambda card: ContactCardPage.objects.get(pk=card.pk).unpublish(),
    "deleted": lambda card: ContactCardPage.objects.get(pk=card.pk).delete(),
    "to another agency": lambda card: ContactCardPage.objects.get(pk=card.pk).move(make_agency(), pos="last-child"),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_may_not_stay_goes_at_the_next_sync(device, card, end):
    first = device.sync()

    end(card)

    assert device.sync(first.token).gone == [device.href(card)]


def test_who_comes_back_is_told_again(device, card):
    state(card, exporteren=False)
    first = device.sync()
    state(card, exporteren=True)

    assert device.href(card) in device.sync(first.token).etags


def test_a_new_card_and_a_new_desk_are_told(device, agency):
    first = device.sync()
    card, desk = make_card(agency), make_contactpunt(agency)

    added = device.sync(first.token).etags

    assert {device.href(card), device.href(desk)} <= set(added)


def test_a_team_stands_in_the_book_of_its_agency(device, agency):
    card = make_card(make_team(agency))

    assert device.href(card) in device.sync().etags


def revs(device):
    return [line for text in device.cards().values() for line in text.splitlines() if line.startswith("REV")]


def test_rev_moves_with_what_no_page_holds(device, card, monkeypatch):
    before = revs(device)
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    Absence.objects.create(card=card, van=timezone.localdate())

    after = revs(device)

    assert [rev > old for rev, old in zip(after, before, strict=True)].count(True) == 1


# Rights ----------------------------------------------------------------------------------------------------------
RIGHTS = {
    "no right to save": lambda owner: Membership.objects.filter(user=owner).update(exporteren=False),
    "member of nothing": lambda owner: Membership.objects.filter(user=owner).delete(),
}


@pytest.mark.parametrize("lose", RIGHTS.values(), ids=RIGHTS)
def test_a_lost_right_leaves_one_notice(device, owner, card, lose):
    first = device.sync()

    lose(owner)

    second = device.sync(first.token)
    assert device.href(card) in second.gone
    assert len(second.etags) == 1
    assert "geen kaarten" in next(iter(device.cards().values()))


def test_leaving_the_region_takes_its_cards_off(device, owner, card):
    first = device.sync()
    elsewhere = make_agency(region=make_region(gemeenten=[make_gemeente()]))
    Membership.objects.filter(user=owner).update(agency=elsewhere)

    assert device.href(card) in device.sync(first.token).gone


def test_a_shut_login_drains(device, owner, card):
    first = device.sync()
    owner.is_active = False
    owner.save()

    assert device.href(card) in device.sync(first.token).gone
    assert Subscription.objects.get().ended_at is not None


def test_a_login_that_is_gone_drains(device, owner, card):
    first = device.sync()
    owner.delete()

    assert device.href(card) in device.sync(first.token).gone


# Stopping --------------------------------------------------------------------------------------------------------
def test_a_stopped_subscription_leaves_one_notice(device):
    first = device.sync()
    stop(Subscription.objects.get())

    second = device.sync(first.token)

    assert (len(second.gone), len(second.etags)) == (2, 1)
    assert "abonnement gestopt" in next(iter(device.cards().values()))


def test_after_its_time_the_password_is_refused(device):
    Subscription.objects.update(ended_at=timezone.now() - DRAIN)

    assert device.sync().status == 401


# Turnover --------------------------------------------------------------------------------------------------------
def test_of_a_leaver_the_successor_elsewhere_comes(device, card):
    first = device.sync()
    successor = make_card(make_agency())
    leave(card, successor)

    second = device.sync(first.token)

    assert (second.gone, list(second.etags)) == ([device.href(card)], [device.href(successor)])


def test_a_successor_of_a_successor_comes(device, card):
    last = make_card(make_agency())
    between = make_card(make_agency())
    leave(between, last)
    leave(card, between)

    assert device.href(last) in device.sync().etags


def test_a_successor_who_is_there_already_stays_one_card(device, card, agency):
    successor = make_card(agency)
    first = device.sync()
    leave(card, successor)

    second = device.sync(first.token)

    assert (second.gone, list(second.etags)) == ([device.href(card)], [])


def test_successors_in_a_circle_end(device, card, agency):
    other = make_card(agency)
    leave(other, card)
    leave(card, other)

    assert device.href(card) not in device.sync().etags


def test_the_uid_of_a_card_is_that_of_its_file(device, card):
    assert f"UID:{card.uuid}\r\n" in device.cards()[device.href(card)]


# Tokens ----------------------------------------------------------------------------------------------------------
def test_no_token_ever_expires(device, card, agency):
    first = device.sync()
    for _ in range(5):
        ContactCardPage.objects.filter(pk=make_card(agency).pk).delete()
        device.sync()
    Member.objects.update(op=timezone.localdate() - timedelta(days=3650))

    assert device.sync(first.token).status == 207


@pytest.mark.parametrize("token", ["onzin", "data:,x-1", "data:,{slug}-999", "data:,{slug}-", "data:,{slug}-²", "-1"])
def test_a_token_that_was_never_given_is_refused(device, token):
    answer = device.sync(token.format(slug=device.slug))

    assert (answer.status, answer.root[0].tag) == (403, "{DAV:}valid-sync-token")


def test_a_token_of_another_subscription_is_refused(device, subscribed, agency):
    other = subscribed(agency)

    assert device.sync(other.sync().token).status == 403


def test_a_cut_answer_goes_on_from_its_token(device, card, agency):
    make_card(agency)
    everything = set(device.sync().etags)

    first = device.sync(extra="<d:limit><d:nresults>2</d:nresults></d:limit>")
    rest = device.sync(first.token)

    assert "507" in first.text("d:response[last()]/d:status")
    assert (len(first.etags), set(first.etags) | set(rest.etags)) == (2, everything)


def test_a_limit_that_is_not_reached_cuts_nothing(device):
    assert len(device.sync(extra="<d:limit><d:nresults>2</d:nresults></d:limit>").hrefs) == 2


# A device that writes --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_card_that_the_device_changed_is_offered_again(device, card, method):
    first = device.sync()

    refused = device.ask(method, device.href(card), "BEGIN:VCARD")

    assert refused.status == 403
    again = device.sync(first.token)
    assert list(again.etags) == [device.href(card)]
    assert again.etags[device.href(card)] == device.ask("GET", device.href(card)).response["ETag"]


def test_writing_a_card_that_is_not_there_tells_nothing(device, agency):
    first = device.sync()
    device.ask("PUT", f"{device.book}nieuw.vcf", "BEGIN:VCARD")

    assert device.sync(first.token).hrefs == []
