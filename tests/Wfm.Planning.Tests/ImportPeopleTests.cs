using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning.Tests;

/// <summary>Files about a centre are taken whole or not at all; what is wrong is told by file and line, not by the database.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
public sealed class ImportPeopleTests(DatabaseProvider provider) : OnBothDatabases(provider)
{
    [Test]
    public async Task An_event_of_an_unknown_queue_is_told_with_its_line_and_nothing_is_taken()
    {
        await using WfmDb db = Database.CreateContext();
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Huset", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        ImportPeople import = new(db, Clock);
        string Events(string queue) => $"queue,from,to,name,factor\n,2026-03-02,2026-03-03,Snö,0.8\n{queue},2026-03-04,2026-03-05,Brev,1.5\n";

        ImportPeopleResult refused = await import.RunAsync(unit, SmallHouse.With("events.csv", Events("skola")), default);

        refused.Outcome.ShouldBe(ImportOutcome.Refused);
        refused.Read.Problems.Select(problem => problem.ToString()).ShouldBe(["events.csv, line 3, queue: \"skola\" — expected a queue that exists."]);
        (await db.Queues.CountAsync(row => row.BusinessUnitId == unit)).ShouldBe(0);

        (await import.RunAsync(unit, SmallHouse.With("events.csv", Events("bygg")), default)).Outcome.ShouldBe(ImportOutcome.Taken);
        (await db.KnownEvents.AsNoTracking().Where(row => row.BusinessUnitId == unit).OrderBy(row => row.Name).Select(row => row.Name).ToListAsync()).ShouldBe(["Brev", "Snö"]);
    }
}
