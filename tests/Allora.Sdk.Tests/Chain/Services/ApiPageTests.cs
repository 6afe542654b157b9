using System.Globalization;
using System.Reflection;
using System.Text;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport.Http;
using Allora.TestData;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Services;

/// <summary>docs/api.md lists each query, message and event of the chain with the call that leads to it.</summary>
public class ApiPageTests
{
    private const string Update = "ALLORA_UPDATE_DOCS";
    private const string Start = "## Messages";

    [Fact]
    public void The_page_lists_what_there_is()
    {
        var path = Path.Combine(Data.RepoRoot, "docs", "api.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Start, StringComparison.Ordinal);
        Assert.True(start > 0, "docs/api.md has no lists");
        var expected = Lists();

        if (page[start..] != expected && Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, page[..start] + expected);
        else
            Assert.True(page[start..] == expected, $"docs/api.md is not what the code says: run this test with {Update}=1 and commit the page.");
    }

    [Fact]
    public void The_page_names_every_call_of_the_clients_and_the_message_behind_it()
    {
        var page = File.ReadAllText(Path.Combine(Data.RepoRoot, "docs", "api.md"));
        foreach (var method in new[] { typeof(AlloraClient), typeof(Sdk.Api.AlloraApiClient), typeof(Sdk.Api.FaucetClient) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != nameof(IAsyncDisposable.DisposeAsync)))
        {
            var receiver = method.DeclaringType == typeof(AlloraClient) ? "client" : method.DeclaringType!.Name;
            Assert.True(page.Contains($"| `{receiver}.{method.Name}(", StringComparison.Ordinal), $"docs/api.md does not list {receiver}.{method.Name}");
        }
    }

    private static string Lists()
    {
        var text = new StringBuilder(Start).Append("\n\n| call | chain messages |\n|---|---|\n");
        foreach (var call in AlloraMessageSamples.Calls.OrderBy(call => call.Method.Name, StringComparer.Ordinal).ThenBy(call => call.Method.GetParameters().Length))
            text.Append(CultureInfo.InvariantCulture, $"| `AlloraMessage.{call.Method.Name}({Parameters(call.Method)})` | {string.Join(", ", call.Messages)} |\n");

        text.Append("\n## Queries\n");
        foreach (var property in typeof(ChainServices).GetProperties().Where(property => property.PropertyType.IsAssignableTo(typeof(ClientBase))).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            var service = ChainTypes.Services[AlloraMessageSamples.ServiceOf(property.PropertyType)];
            text.Append(CultureInfo.InvariantCulture, $"\n### `client.Services.{property.Name}`: {service.FullName}\n\n| call | REST |\n|---|---|\n");
            foreach (var method in service.Methods)
            {
                var route = RestRoute.Find(service.FullName, method.Name)!;
                text.Append(CultureInfo.InvariantCulture, $"| `{method.Name}Async({method.InputType.Name})` | {(route.IsPost ? "POST" : "GET")} /{string.Join('/', route.Segments)} |\n");
            }
        }

        text.Append("\n## Events\n\n| event | emissions v9 | emissions v10 |\n|---|---|---|\n");
        var (older, newer) = (EventsOf(Protos.Emissions.V9.EventsReflection.Descriptor), EventsOf(Protos.Emissions.V10.EventsReflection.Descriptor));
        foreach (var name in older.Union(newer).Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {(older.Contains(name) ? "yes" : "")} | {(newer.Contains(name) ? "yes" : "")} |\n");
        return text.ToString();
    }

    private static HashSet<string> EventsOf(Google.Protobuf.Reflection.FileDescriptor file) =>
        [.. file.MessageTypes.Select(type => type.Name).Where(name => name.StartsWith("Event", StringComparison.Ordinal))];

    private static string Parameters(MethodInfo method) => string.Join(", ", method.GetParameters().Select(parameter => parameter.Name));
}
