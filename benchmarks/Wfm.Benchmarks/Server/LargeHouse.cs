using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Benchmarks.Server;

/// <summary>A unit of 300 people, or as many as asked for, and ten queues with two published weeks and a draft of them, a leader of everybody, a planner, and requests that wait; nobody spare.</summary>
internal static class LargeHouse
{
    public const string Login = "leader";
    public const string Planner = "planner";
    public const string Password = "a long and boring phrase";
    public const int Agents = 300;
    public const int Queues = 10;
    private const int SlotsOfDay = 40;
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    /// <summary>The first day of the schedule.</summary>
    public static LocalDate Monday { get; } = new(2026, 3, 2);

    /// <summary>When everything is filed and asked.</summary>
    public static Instant Now { get; } = Instant.FromUtc(2026, 2, 2, 9, 0);

    /// <summary>Fills a database.</summary>
    /// <returns>The requests that wait.</returns>
    public static async Task<int[]> FillAsync(WfmDatabase database, int requests, int agents = Agents)
    {
        await MigrateDatabase.RunAsync(database, CancellationToken.None);
        await using WfmDb db = database.CreateContext();
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit("Large house", Zone, Quarter), CancellationToken.None);
        ImportOutcome taken = (await new ImportPeople(db, new StillClock()).RunAsync(unit, file => Open(file, agents), CancellationToken.None)).Outcome;
        if (taken != ImportOutcome.Taken)
        {
            throw new InvalidOperationException($"The people were not taken: {taken}.");
        }

        SchedulePeriod period = new(Monday, 2);
        List<Shift> shifts = [.. period.Days.Where(IsOpen).SelectMany(day => Enumerable.Range(0, agents).Select(agent => ShiftOf(agent, day)))];
        PlanOrigin origin = new(new Provenance("generated", "", "generated", null, "benchmark", Now));
        RequirementVersion requirement = await RequirementStore.SaveAsync(db, unit, null, [.. Requirements(period, shifts)], origin, CancellationToken.None);
        ScheduleVersion schedule = await ScheduleStore.SaveAsync(db, unit, period, shifts, new ScheduleOrigin(origin, requirement.Id), CancellationToken.None);
        schedule.Publish(Now);
        await ScheduleStore.SaveAsync(db, unit, period, shifts, new ScheduleOrigin(origin, requirement.Id), CancellationToken.None);
        StoredAccount leader = Account(Login), planner = Account(Planner);
        db.AddRange(leader, planner);
        await db.SaveChangesAsync();
        db.AddRange(Enumerable.Range(0, 4).Select(group => new StoredRole(leader.Id, Role.Gruppledare, unit, new GroupId($"g{group}"))));
        db.Add(new StoredRole(planner.Id, Role.Trafikledning, unit));
        List<StoredRequest> waiting = [.. Enumerable.Range(0, requests).Select(number => Waiting(unit, number, agents))];
        db.AddRange(waiting);
        await db.SaveChangesAsync();
        return [.. waiting.Select(request => request.Id)];
    }

    private static StoredAccount Account(string login)
    {
        StoredAccount account = new(login, login, Now);
        account.SetPassword(new PasswordHasher<StoredAccount>().HashPassword(account, Password));
        return account;
    }

    private static StoredRequest Waiting(BusinessUnitId unit, int number, int agents)
    {
        Random random = new(number);
        LocalDate day = Monday.PlusDays(random.Next(5) + (7 * random.Next(2)));
        Instant start = At(day, 4 + random.Next(20));
        RequestContent content = new(RequestKind.Absence, [Code(random.Next(agents))], start, start + Duration.FromHours(2)) { Category = AbsenceCategory.Vacation };
        StoredRequest request = new(unit, content, "somebody", null, Now, start);
        request.Send(Now, null);
        return request;
    }

    // Starts 08:00 to 08:45, eight hours and a lunch, two breaks, all staggered.
    private static Shift ShiftOf(int agent, LocalDate day)
    {
        int start = agent / 4 % 4, lunch = start + 14 + (agent / 16 % 6), first = start + 6 + (agent / 5 % 5), second = lunch + 8 + (agent / 7 % 4), end = start + 35;
        (ActivityKind Kind, int Until)[] pieces =
        [
            (ActivityKind.Contacts, first), (ActivityKind.Break, first + 1), (ActivityKind.Contacts, lunch), (ActivityKind.Lunch, lunch + 3),
            (ActivityKind.Contacts, second), (ActivityKind.Break, second + 1), (ActivityKind.Contacts, end),
        ];
        List<ShiftActivity> activities = [];
        int from = start;
        foreach ((ActivityKind kind, int until) in pieces)
        {
            activities.Add(new ShiftActivity(kind, new Interval(At(day, from), At(day, until))));
            from = until;
        }

        return new Shift(Code(agent), day, new Interval(At(day, start), At(day, end)), activities);
    }

    private static IEnumerable<StaffingRequirement> Requirements(SchedulePeriod period, List<Shift> shifts)
    {
        ILookup<(LocalDate, int Slot), int> onCalls = (
            from shift in shifts
            from piece in shift.Activities
            where piece.Kind == ActivityKind.Contacts
            let first = (int)((piece.Span.Start - At(shift.Date, 0)).TotalMinutes / 15)
            from slot in Enumerable.Range(first, (int)(piece.Span.Duration.TotalMinutes / 15))
            select (Key: (shift.Date, slot), Team: TeamOf(int.Parse(shift.Agent.Value, CultureInfo.InvariantCulture)))).ToLookup(row => row.Key, row => row.Team);
        for (int queue = 0; queue < Queues; queue++)
        {
            int own = queue;
            yield return new StaffingRequirement(
                new QueueId($"q{queue}"), Quarter,
                [.. from day in period.Days where IsOpen(day) from slot in Enumerable.Range(0, SlotsOfDay) select Interval(own, day, slot, onCalls[(day, slot)])]);
        }
    }

    private static RequirementInterval Interval(int queue, LocalDate day, int slot, IEnumerable<int> teams)
    {
        int team = queue == 0 ? 0 : 1 + ((queue - 1) / 3);
        double load = 0.88 * teams.Count(present => present == team) / (queue == 0 ? 1 : 3), seconds = 200 + (15 * queue);
        int required = Math.Max(1, (int)Math.Ceiling(load * 1.05));
        double calls = load * 900 / seconds;
        double[] cost = [.. Enumerable.Range(0, required + 20).Select(people => Math.Max(0, calls * (1 - ((double)people / required))))];
        return new RequirementInterval(At(day, slot), calls, seconds, required, required, required, new StaffingCost(cost, cost));
    }

    // A quarter of the people takes the first line only; the others one of three blocks, and the first line when it is quiet.
    private static int TeamOf(int agent) => agent % 4 == 0 ? 0 : 1 + (agent % 3);

    private static AgentId Code(int agent) => new(agent.ToString("0000", CultureInfo.InvariantCulture));

    private static bool IsOpen(LocalDate day) => day.DayOfWeek < IsoDayOfWeek.Saturday;

    /// <summary>A quarter of an hour of a day, counted from 08:00.</summary>
    public static Instant At(LocalDate day, int slot) => (day + new LocalTime(8, 0).PlusMinutes(slot * 15)).InZoneStrictly(Zone).ToInstant();

    private static MemoryStream? Open(string file, int agents)
    {
        string? text = file switch
        {
            "queues.csv" => "queue,name,channel,group\n" + Rows(Queues, queue => $"q{queue},Queue {queue},phone,g{(queue + 2) / 3}"),
            "targets.csv" => "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage\n"
                + Rows(Queues, queue => $"q{queue},0.8,{(queue == 0 ? 30 : 60)},of_offered,,,,a,180,0"),
            "opening_hours.csv" => "queue,weekday,opens,closes,valid_from,valid_to\n" + Rows(Queues, queue => $"q{queue},1-5,08:00,18:00,,"),
            "contracts.csv" => "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set\nfull,1,40,10,5,atl\n",
            "shift_templates.csv" => "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes\n"
                + "day,1-5,08:00,09:00,15,6,8,30,60,11:00,14:00,2,15\n",
            "agents.csv" => "agent,name,group,contract,employed_from,employed_to\n" + Rows(agents, agent => $"{Code(agent)},Agent {agent},g{TeamOf(agent)},full,,"),
            "skills.csv" => "agent,queue,priority,valid_from,valid_to\n" + string.Concat(Enumerable.Range(0, agents).Select(SkillsOf)),
            _ => null,
        };
        return text is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(text));
    }

    private static string SkillsOf(int agent)
    {
        int team = TeamOf(agent);
        return team == 0
            ? $"{Code(agent)},q0,1,,\n"
            : string.Concat(Enumerable.Range(1 + (3 * (team - 1)), 3).Select(queue => $"{Code(agent)},q{queue},1,,\n")) + $"{Code(agent)},q0,2,,\n";
    }

    private static string Rows(int count, Func<int, string> row) => string.Concat(Enumerable.Range(0, count).Select(number => $"{row(number)}\n"));
}

/// <summary>A clock that stands still.</summary>
internal sealed class StillClock : IClock
{
    public Instant GetCurrentInstant() => LargeHouse.Now;
}
