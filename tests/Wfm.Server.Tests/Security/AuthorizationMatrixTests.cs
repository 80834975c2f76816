using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

/// <summary>authz-matrix.csv, row by row: every route, every kind of caller, every relation to what is asked for.</summary>
[TestFixture]
public sealed class AuthorizationMatrixTests
{
    private static readonly string[] Subjects = ["nobody", "medarbetare", "gruppledare", "trafikledning", "admin", "integration", "outsider"];

    private static readonly Dictionary<string, string> Logins = new()
    {
        ["medarbetare"] = "anna",
        ["gruppledare"] = "greta",
        ["trafikledning"] = "tora",
        ["admin"] = "adam",
        ["outsider"] = "otto",
    };

    private RunningServer _server = null!;
    private Dictionary<string, ApiClient> _clients = null!;
    private MatrixObjects _objects = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        _clients = new Dictionary<string, ApiClient> { ["nobody"] = _server.AsNobody(), ["integration"] = _server.AsExchange() };
        foreach ((string subject, string login) in Logins)
        {
            _clients.Add(subject, await _server.AsAsync(login));
        }

        _objects = await MatrixObjects.CreateAsync(_server);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (ApiClient client in _clients.Values)
        {
            client.Dispose();
        }

        await _server.DisposeAsync();
    }

    [TestCaseSource(nameof(Rows))]
    public async Task Everybody_gets_what_the_table_says(MatrixRow row)
    {
        foreach (string subject in Subjects)
        {
            string path = _objects.Path(row, subject);
            // Logging in or out changes who one is; the shared clients must stay who they are.
            using ApiClient? passing = row is { Route: "/api/session", Method: not "GET" } ? await PassingAsync(row, subject) : null;
            ApiAnswer answer = await (passing ?? _clients[subject]).SendAsync(row.Method, path, MatrixObjects.Body(row, subject), _objects.Headers(row));

            string expected = row.Expected[subject];
            string found = answer.Status is 401 or 403 or 404 or >= 500 ? $"{answer.Status}" : "ok";
            found.ShouldBe(expected, $"{subject}: {row.Method} {path} answered {answer.Status} {answer.Text}");
            foreach (string field in row.HiddenFrom(subject))
            {
                answer.Text.ShouldNotContain($"\"{field}\"", Case.Sensitive, $"{subject} must not see {field} in {path}");
            }
        }
    }

    [Test]
    public void Every_route_stands_in_the_table()
    {
        string[] routes = [.. _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"], (endpoint, method) => $"{method} {MatrixRow.Plain(endpoint.RoutePattern.RawText!)}")
            .Distinct()];

        routes.Length.ShouldBeGreaterThan(5);
        routes.Except(Rows().Select(row => $"{row.Method} {row.Route}")).ShouldBeEmpty("routes missing from authz-matrix.csv");
        Rows().Select(row => $"{row.Method} {row.Route}").Except(routes).ShouldBeEmpty("rows of authz-matrix.csv without a route");
    }

    [Test]
    public void Every_endpoint_says_who_may_call_it() =>
        _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<Allowed>() is null)
            .Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();

    private async Task<ApiClient?> PassingAsync(MatrixRow row, string subject) => row.Method == "POST"
        ? _server.AsNobody()
        : Logins.TryGetValue(subject, out string? login) ? await _server.AsAsync(login) : null;

    private static IEnumerable<MatrixRow> Rows() => MatrixRow.ReadAll();
}
