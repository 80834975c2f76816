using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wfm.Storage;

namespace Wfm.Server.Tests.Api;

[TestFixture]
public sealed class ApiDocumentTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The document beside the server is the one it serves. To renew it, run the tests with WFM_RENEW_OPENAPI=1.</summary>
    [Test]
    public async Task The_document_in_the_repository_is_what_the_server_says()
    {
        await using RunningServer server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        using ApiClient nobody = server.AsNobody();
        string served = JsonNode.Parse((await nobody.GetAsync("/api/openapi.json")).Is(200).Text)!.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        string file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/Wfm.Server/openapi.json");
        if (Environment.GetEnvironmentVariable("WFM_RENEW_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(file, served);
        }

        string kept = await File.ReadAllTextAsync(file);
        kept.ShouldBe(served, "src/Wfm.Server/openapi.json is not what the server says; renew it with WFM_RENEW_OPENAPI=1");
        kept.ShouldContain("\"/api/session\"");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
