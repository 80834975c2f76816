using System.Globalization;
using System.Text;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>Centres of 52 people and one queue with ten weeks of calls behind them and a period of four weeks ahead, each a planning unit.</summary>
internal static class NightHouse
{
    public const int Agents = 52;
    private const int Weeks = 4;
    private const int HistoryWeeks = 10;
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    /// <summary>Fills a database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="units">How many centres.</param>
    /// <param name="now">Now; the period begins with the fourth Monday from now.</param>
    public static async Task<IReadOnlyList<BusinessUnitId>> FillAsync(WfmDatabase database, int units, Instant now)
    {
        await MigrateDatabase.RunAsync(database, CancellationToken.None);
        LocalDate monday = now.InZone(Zone).Date.Next(IsoDayOfWeek.Monday);
        string calls = Calls(monday.PlusWeeks(-1));
        List<BusinessUnitId> made = [];
        for (int number = 0; number < units; number++)
        {
            await using WfmDb db = database.CreateContext();
            FixedInstant clock = new(now);
            BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit($"Centre {number + 1}", Zone, Duration.FromMinutes(15)), CancellationToken.None);
            ImportOutcome taken = (await new ImportPeople(db, clock).RunAsync(unit, Open, CancellationToken.None)).Outcome;
            if (taken != ImportOutcome.Taken)
            {
                throw new InvalidOperationException($"The people were not taken: {taken}.");
            }

            using MemoryStream text = new(Encoding.UTF8.GetBytes(calls));
            await new ImportCalls(db, clock).RunAsync(unit, new CallFile("calls.csv", text, "acd", CallColumns.Wfm), CancellationToken.None);
            LocalDate first = monday.PlusWeeks(3);
            db.Add(new StoredPeriod(unit, new SchedulePeriod(first, Weeks), new PeriodDates(first.PlusDays(-20), first.PlusDays(-18), first.PlusDays(-16), first.PlusDays(-14))));
            await db.SaveChangesAsync();
            made.Add(unit);
        }

        return made;
    }

    private static MemoryStream? Open(string file)
    {
        string? text = file switch
        {
            "queues.csv" => "queue,name,channel,group\nq,Queue,phone,g\n",
            "targets.csv" => "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage\nq,0.8,30,of_offered,,,,a,180,0.1\n",
            "opening_hours.csv" => "queue,weekday,opens,closes,valid_from,valid_to\nq,1-5,08:00,18:00,,\n",
            "contracts.csv" => "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set\nfull,1,40,10,5,atl\nhalf,0.5,20,5,3,atl\n",
            "shift_templates.csv" => "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes\n"
                + "day,1-5,08:00,09:30,15,6,9,30,60,11:00,14:00,2,15\nshort,1-5,08:00,13:00,30,4,5,0,0,,,1,15\n",
            "agents.csv" => "agent,name,group,contract,employed_from,employed_to\n" + Rows(agent => $"{agent:0000},Agent {agent},g,{(agent % 5 == 0 ? "half" : "full")},,"),
            "skills.csv" => "agent,queue,priority,valid_from,valid_to\n" + Rows(agent => $"{agent:0000},q,1,,"),
            _ => null,
        };
        return text is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(text));
    }

    private static string Calls(LocalDate end)
    {
        StringBuilder text = new("queue,start,offered,answered,abandoned,handle_seconds\n");
        for (LocalDate date = end.PlusWeeks(-HistoryWeeks); date < end; date = date.PlusDays(1))
        {
            for (int quarter = 0; date.DayOfWeek <= IsoDayOfWeek.Friday && quarter < 40; quarter++)
            {
                LocalDateTime start = date + new LocalTime(8, 0).PlusMinutes(quarter * 15);
                int offered = 70 + ((date.DayOfYear * 31 + quarter * 17) % 21) - (Math.Abs(quarter - 14) * 2) + (date.DayOfWeek == IsoDayOfWeek.Monday ? 15 : 0);
                text.Append(CultureInfo.InvariantCulture, $"q,{start:uuuu-MM-ddTHH:mm},{offered},{offered},0,{offered * 240}\n");
            }
        }

        return text.ToString();
    }

    private static string Rows(Func<int, string> row) => string.Concat(Enumerable.Range(1, Agents).Select(number => $"{row(number)}\n"));

    private sealed class FixedInstant(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
