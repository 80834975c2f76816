using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Both))]
public sealed class MasterDataTests(DatabaseProvider provider) : StorageFixture(provider)
{
    [Test]
    public async Task Everything_comes_back_as_it_went_in()
    {
        await SaveAsync(SmallCentre.Data);

        MasterData loaded = await LoadAsync();

        loaded.Groups.ShouldBe([new AnswerGroup(new GroupId("g1"), "g1"), new AnswerGroup(new GroupId("g2"), "Andra linjen åäö")]);
        loaded.Contracts.ShouldBe(SmallCentre.Data.Contracts);
        loaded.Agents.ShouldBe(SmallCentre.Data.Agents);
        loaded.Skills.ShouldBe(SmallCentre.Data.Skills);
        loaded.Absences.ShouldBe(SmallCentre.Data.Absences);
        loaded.Meetings.ShouldBe(SmallCentre.Data.Meetings);
        loaded.Posts.ShouldBe(SmallCentre.Data.Posts);
        loaded.Wishes.ShouldBe(SmallCentre.Data.Wishes);
        loaded.PreviousShifts.ShouldBe(SmallCentre.Data.PreviousShifts);
        ShouldBeSame(loaded.Queues!, SmallCentre.Data.Queues!);
        ShiftTemplate template = loaded.ShiftTemplates.ShouldHaveSingleItem();
        (template with { Weekdays = [] }).ShouldBe(SmallCentre.Template with { Weekdays = [] }, "all but the list");
        template.Weekdays.ShouldBe(SmallCentre.Template.Weekdays);
    }

    [Test]
    public async Task Saving_the_same_again_changes_nothing()
    {
        MasterDataChanges first = await SaveAsync(SmallCentre.Data);
        first.Added.ShouldBe(2 + 2 + 3 + 2 + 1 + 2 + 3 + 2 + 1 + 2 + 1 + 2);

        MasterDataChanges again = await SaveAsync(SmallCentre.Data);

        again.ShouldBe(new MasterDataChanges(0, 0, 0));
    }

    [Test]
    public async Task Only_what_differs_is_changed()
    {
        await SaveAsync(SmallCentre.Data);
        MasterData next = SmallCentre.Data with
        {
            Agents = [SmallCentre.Asa with { Name = "Åsa Öberg-Ek" }, SmallCentre.Bo],
            Wishes = [SmallCentre.Data.Wishes![0]],
        };

        (await SaveAsync(next)).ShouldBe(new MasterDataChanges(0, 1, 1));

        await using WfmDb db = Database.CreateContext();
        (await db.Agents.SingleAsync(agent => agent.BusinessUnitId == Unit && agent.Code == SmallCentre.Asa.Id)).RowVersion.ShouldBe(1);
        (await db.Agents.SingleAsync(agent => agent.BusinessUnitId == Unit && agent.Code == SmallCentre.Bo.Id)).RowVersion.ShouldBe(0);
    }

    [Test]
    public async Task Lists_that_are_not_given_stay_as_they_are()
    {
        await SaveAsync(SmallCentre.Data);

        await SaveAsync(new MasterData { Absences = [] });

        MasterData loaded = await LoadAsync();
        loaded.Absences.ShouldBeEmpty();
        loaded.Agents!.Count.ShouldBe(2);
        loaded.Skills!.Count.ShouldBe(3);
    }

    [Test]
    public async Task Two_equal_wishes_are_two_wishes()
    {
        Wish wish = SmallCentre.Data.Wishes![0];
        await SaveAsync(SmallCentre.Data with { Wishes = [wish, wish] });
        await SaveAsync(SmallCentre.Data with { Wishes = [wish, wish, wish] });

        (await LoadAsync()).Wishes.ShouldBe([wish, wish, wish]);
    }

    [Test]
    public async Task Who_left_takes_their_rows_along()
    {
        await SaveAsync(SmallCentre.Data);

        await SaveAsync(SmallCentre.Data with
        {
            Agents = [SmallCentre.Bo],
            Skills = [.. SmallCentre.Data.Skills!.Where(skill => skill.Agent == SmallCentre.Bo.Id)],
            Absences = [],
            Meetings = [],
            Wishes = [],
            PreviousShifts = [],
        });

        (await LoadAsync()).Agents.ShouldHaveSingleItem().Id.ShouldBe(SmallCentre.Bo.Id);
    }

    [Test]
    public async Task Names_nobody_knows_are_refused_before_anything_is_written()
    {
        (await RefusedAsync(SmallCentre.Data with { Skills = [new Skill(new AgentId("9"), SmallCentre.Data.Queues![0].Id, 1, null, null)] }))
            .ShouldContain("There is no agent 9");
        (await RefusedAsync(SmallCentre.Data with { Posts = [SmallCentre.Data.Posts![0] with { Queue = new QueueId("nix") }] })).ShouldContain("There is no queue nix, named by a minimum post");
        (await RefusedAsync(SmallCentre.Data with { Skills = [new Skill(SmallCentre.Bo.Id, new QueueId("nix"), 1, null, null)] }))
            .ShouldContain("There is no queue nix, named by the skills of agent 0064");
        (await RefusedAsync(SmallCentre.Data with { Contracts = [] })).ShouldContain("There is no contract heltid, named by agent 0063");
        (await RefusedAsync(SmallCentre.Data with { Agents = [SmallCentre.Bo, SmallCentre.Bo] })).ShouldContain("The agent 0064 comes twice");
        (await LoadAsync()).Agents.ShouldBeEmpty();
    }

    [Test]
    public async Task A_changed_unit_keeps_its_number()
    {
        await using WfmDb db = Database.CreateContext();
        string name = (await db.BusinessUnits.SingleAsync(row => row.Id == Unit)).Name;

        BusinessUnitId same = await SaveBusinessUnit.RunAsync(db, new BusinessUnit(name, DateTimeZoneProviders.Tzdb["Europe/Helsinki"], Duration.FromMinutes(30)), default);

        same.ShouldBe(Unit);
        StoredBusinessUnit stored = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == Unit);
        stored.ToDomain().Zone.Id.ShouldBe("Europe/Helsinki");
        stored.ToDomain().IntervalLength.ShouldBe(Duration.FromMinutes(30));
        stored.RowVersion.ShouldBe(1);
    }

    [Test]
    public async Task The_second_of_two_editors_is_told()
    {
        await SaveAsync(SmallCentre.Data);
        await using WfmDb one = Database.CreateContext();
        await using WfmDb other = Database.CreateContext();
        StoredAgent mine = await one.Agents.SingleAsync(agent => agent.BusinessUnitId == Unit && agent.Code == SmallCentre.Asa.Id);
        StoredAgent theirs = await other.Agents.SingleAsync(agent => agent.BusinessUnitId == Unit && agent.Code == SmallCentre.Asa.Id);
        mine.Take(SmallCentre.Asa with { Name = "Åsa A" });
        theirs.Take(SmallCentre.Asa with { Name = "Åsa B" });

        await one.SaveChangesAsync();

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
        (await LoadAsync()).Agents![0].Name.ShouldBe("Åsa A");
    }

    private static void ShouldBeSame(IReadOnlyList<Queue> loaded, IReadOnlyList<Queue> saved)
    {
        loaded.Count.ShouldBe(saved.Count);
        foreach ((Queue found, Queue expected) in loaded.Zip(saved))
        {
            (found with { OpeningHours = OpeningHours.Always }).ShouldBe(expected with { OpeningHours = OpeningHours.Always });
            found.OpeningHours.Periods.ShouldBe(expected.OpeningHours.Periods);
        }
    }

    private async Task<string> RefusedAsync(MasterData data) => (await Should.ThrowAsync<ArgumentException>(() => SaveAsync(data))).Message;

    private async Task<MasterDataChanges> SaveAsync(MasterData data)
    {
        await using WfmDb db = Database.CreateContext();
        return await SaveMasterData.RunAsync(db, Unit, data, default);
    }

    private async Task<MasterData> LoadAsync()
    {
        await using WfmDb db = Database.CreateContext();
        return await LoadMasterData.RunAsync(db, Unit, default);
    }
}
