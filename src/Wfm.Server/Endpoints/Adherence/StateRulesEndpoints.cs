using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What states of telephone systems mean: usual groups and rules until a unit sets its own.</summary>
internal static partial class StateRulesEndpoints
{
    private const int MostGroups = 100;
    private const int MostStates = 500;

    public static void MapStateRules(this RouteGroupBuilder unit)
    {
        unit.MapGet("/state-rules", GetAsync).Allow(Act.ReadAdherence).WithSummary("Groups of states, and which agree with which activity");
        unit.MapPut("/state-rules", PutAsync).Allow(Act.WriteMasterData).WithSummary("Write them whole");
    }

    private static async Task<Ok<StateRulesBody>> GetAsync(int unit, HttpResponse response, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        Tags.Write(response, await db.StateRules.Where(row => row.BusinessUnitId == where).Select(row => row.RowVersion).SingleOrDefaultAsync(cancellationToken));
        return TypedResults.Ok(Body(await UnitStateRules.OfAsync(db, where, cancellationToken)));
    }

    private static Task<Ok<StateRulesBody>> PutAsync(int unit, StateRulesBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        StateRules rules = Checked(body);
        BusinessUnitId where = new(unit);
        return InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, where, cancellationToken);
            StateRules before = await UnitStateRules.OfAsync(db, where, cancellationToken);
            StoredStateRules? row = await db.StateRules.SingleOrDefaultAsync(stored => stored.BusinessUnitId == where, cancellationToken);
            if (row is null)
            {
                // Stored as it stood, so that the first change has a version of its own.
                row = new StoredStateRules(where);
                row.Take(UnitStateRules.Write(before));
                db.Add(row);
                await db.SaveChangesAsync(cancellationToken);
            }

            Tags.Check(context.Request, row, Body(before));
            row.Take(UnitStateRules.Write(rules));
            db.Entry(row).Property(stored => stored.RowVersion).IsModified = true;
            Instant now = clock.GetCurrentInstant();
            db.Add(new AuditEntry(where, now, caller.Name, new AuditedAct("change", "state-rules", null, UnitStateRules.Write(before), UnitStateRules.Write(rules))));
            await Tell.ScreensAsync(db, where, "master-data-changed", "state-rules", now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            Tags.Write(context.Response, row.RowVersion);
            return TypedResults.Ok(Body(rules));
        }, cancellationToken);
    }

    private static StateRules Checked(StateRulesBody body)
    {
        Findings found = new();
        List<StateGroup> groups = [];
        foreach ((int index, StateGroupBody group) in found.Items("groups", body.Groups, MostGroups).Index())
        {
            List<string> states = found.Items($"groups[{index}].states", group.States, MostStates);
            found.Unless(states.All(state => state.Length <= 100 && !state.Any(char.IsControl)), $"groups[{index}].states", "", Remark.Of("wants-short-codes", "codes of at most 100 characters"));
            groups.Add(new StateGroup(found.Text($"groups[{index}].code", group.Code, 50), found.Text($"groups[{index}].name", group.Name, 100), group.Kind, states));
        }

        List<StateRule> rules = [];
        foreach ((int index, StateRuleBody rule) in found.Items("rules", body.Rules, MostGroups * 10).Index())
        {
            found.Unless(groups.Any(group => group.Code == rule.Group) || rule.Group == StateRules.Undefined, $"rules[{index}].group", rule.Group, Remark.Of("wants-state-group", "a code of the groups"));
            found.Unless(rule.ThresholdSeconds is >= 0 and <= 86_400, $"rules[{index}].thresholdSeconds", rule.ThresholdSeconds, Remark.Of("wants-seconds-of-day", "0 to 86400 seconds"));
            found.Unless(ColourPattern().IsMatch(rule.Colour), $"rules[{index}].colour", rule.Colour, Remark.Of("wants-colour", "a colour such as #c62828"));
            rules.Add(new StateRule(rule.Group, rule.Scheduled, rule.Adherence, Duration.FromSeconds(Math.Clamp(rule.ThresholdSeconds, 0, 86_400)), rule.Colour));
        }

        found.Unless(groups.Select(group => group.Code).Distinct(StringComparer.Ordinal).Count() == groups.Count, "groups.code", "", Remark.Of("wants-codes-once", "each code once"));
        string[] all = [.. groups.SelectMany(group => group.States)];
        found.Unless(all.Distinct(StringComparer.Ordinal).Count() == all.Length, "groups.states", "", Remark.Of("wants-states-once", "each state in one group"));
        found.Unless(rules.Select(rule => (rule.Group, rule.Scheduled)).Distinct().Count() == rules.Count, "rules", "", Remark.Of("wants-rules-once", "each group and activity once"));
        found.Unless(groups.Any(group => group.Kind == StateKind.LoggedOut && group.States.Contains(AgentStates.LoggedOff)), "groups", "", Remark.Of("wants-logged-off", $"{AgentStates.LoggedOff} in a group that is logged out; it stands for whoever a snapshot does not name"));
        found.ThrowIfAny();
        return new StateRules(groups, rules);
    }

    private static StateRulesBody Body(StateRules rules) => new(
        [.. rules.Groups.Select(group => new StateGroupBody(group.Code, group.Name, group.Kind, group.States))],
        [.. rules.Rules.Select(rule => new StateRuleBody(rule.Group, rule.Scheduled, rule.Adherence, (int)rule.Threshold.TotalSeconds, rule.Colour))]);

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex ColourPattern();
}
