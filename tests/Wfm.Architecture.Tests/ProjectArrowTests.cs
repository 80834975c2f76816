using System.Reflection;

namespace Wfm.Architecture.Tests;

/// <summary>The map of src/README.md, kept true.</summary>
[TestFixture]
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Wfm.Domain"] = [],
        ["Wfm.Queueing"] = [],
        ["Wfm.Forecasting"] = ["Wfm.Domain"],
        ["Wfm.Staffing"] = ["Wfm.Domain", "Wfm.Queueing"],
        ["Wfm.Scheduling"] = ["Wfm.Domain"],
        ["Wfm.Scheduling.OrTools"] = ["Wfm.Scheduling"],
        ["Wfm.Scheduling.OrTools.Native"] = ["Wfm.Scheduling.OrTools"],
        ["Wfm.Requests"] = ["Wfm.Domain", "Wfm.Queueing", "Wfm.Scheduling", "Wfm.Staffing"],
        ["Wfm.Intraday"] = ["Wfm.Domain", "Wfm.Forecasting", "Wfm.Queueing", "Wfm.Requests", "Wfm.Scheduling", "Wfm.Staffing"],
        ["Wfm.Reports"] = ["Wfm.Domain"],
        ["Wfm.Exchange"] = ["Wfm.Domain"],
        ["Wfm.Storage"] = ["Wfm.Domain"],
        ["Wfm.Planning"] =
        [
            "Wfm.Domain", "Wfm.Exchange", "Wfm.Forecasting", "Wfm.Intraday", "Wfm.Queueing", "Wfm.Reports", "Wfm.Requests", "Wfm.Scheduling", "Wfm.Staffing", "Wfm.Storage",
        ],
        ["Wfm.Server"] = ["Wfm.Planning", "Wfm.Storage"],
        ["Wfm.Cli"] = ["Wfm.Planning", "Wfm.Samples", "Wfm.Scheduling.OrTools", "Wfm.Server"],
    };

    private static readonly string[] Engines = ["Wfm.Domain", "Wfm.Queueing", "Wfm.Forecasting", "Wfm.Staffing", "Wfm.Scheduling", "Wfm.Requests", "Wfm.Intraday", "Wfm.Reports"];

    // What an engine may lean on: arithmetic, collections, text in memory, and threads for work split by index.
    private static readonly string[] Pure =
    [
        "System.Runtime", "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable", "System.Linq", "System.Memory",
        "System.Numerics.Vectors", "System.Runtime.Intrinsics", "System.Runtime.Numerics", "System.Runtime.InteropServices", "System.Runtime.Extensions",
        "System.Text.Json", "System.Text.Encodings.Web", "System.Threading", "System.Threading.Tasks.Parallel",
        "NodaTime", "MathNet.Numerics", "Wfm.Domain", "Wfm.Queueing", "Wfm.Forecasting", "Wfm.Staffing", "Wfm.Scheduling", "Wfm.Requests",
    ];

    [Test]
    public void Every_project_in_src_refers_to_what_the_map_says_and_nothing_else()
    {
        IReadOnlyList<string> projects = Repository.Projects("src");

        projects.Select(Path.GetFileNameWithoutExtension).ShouldBe(Arrows.Keys, ignoreOrder: true);
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            Repository.References(project, "ProjectReference").ShouldBe(Arrows[name], name);
        }
    }

    [TestCaseSource(nameof(Engines))]
    public void An_engine_does_no_input_or_output(string engine)
    {
        string[] strangers = [.. Assembly.Load(engine).GetReferencedAssemblies().Select(name => name.Name!).Where(name => !Pure.Contains(name))];

        strangers.ShouldBeEmpty();
    }

    [Test]
    public void Samples_know_only_the_domain()
    {
        string project = Repository.Projects("samples").ShouldHaveSingleItem();

        Repository.References(project, "ProjectReference").ShouldBe(["Wfm.Domain"]);
    }
}
