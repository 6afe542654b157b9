using System.Text;
using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>REST: paths, queries and bodies of every route, and of none.</summary>
public sealed class RestFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"];
    private static readonly string[] Values = ["", "0", "1", "67", "-1", "18446744073709551616", "NaN", "true", "x", "allo1", "YWJj", "!", "%00", "%ff", "%F0%9F%98%80", "a%2Fb", "..", "1e9", "2025-01-01T00:00:00Z", "ORDER_BY_DESC", "9"];

    [Fact]
    public async Task Any_request_is_answered_in_json()
    {
        await using var net = await FuzzNet.StartAsync();
        var routes = net.DevNet.Nodes[0].Node.Router.Services.SelectMany(static service => service.Methods).SelectMany(Routes).ToList();
        await FuzzBudget.RunAsync("rest", output.WriteLine, async random =>
        {
            var (verb, template, method) = routes[random.Next(routes.Count)];
            if (random.Next(10) == 0)
                verb = Verbs[random.Next(Verbs.Length)];
            using var request = new HttpRequestMessage(new HttpMethod(verb), net.DevNet.Rest + Path(random, net, template, method));
            if (verb is "POST" or "PUT")
                request.Content = new ByteArrayContent(Body(random, net, method));
            if (random.Next(10) == 0)
                request.Headers.TryAddWithoutValidation("x-cosmos-block-height", Values[random.Next(Values.Length)]);
            using var response = await net.Http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(verb is "HEAD" || (int)response.StatusCode == 400 || JsonNode.Parse(text) is JsonObject, $"{verb} {request.RequestUri}: {(int)response.StatusCode} {text}");
            net.RequireSound();
        });
        await net.RequireAliveAsync();
    }

    private static string Path(Random random, FuzzNet net, string template, MethodDescriptor method)
    {
        var path = string.Join('/', template.Trim('/').Split('/').Select(segment => segment.StartsWith('{') ? Value(random, net) : random.Next(60) == 0 ? Value(random, net) : segment));
        var fields = method.InputType.Fields.InDeclarationOrder();
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ =>
        {
            var name = random.Next(6) == 0 || fields.Count == 0 ? Value(random, net) : fields[random.Next(fields.Count)].Name + (random.Next(3) == 0 ? ".limit" : "");
            return $"{name}={Value(random, net)}";
        }));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private static string Value(Random random, FuzzNet net) =>
        random.Next(4) == 0 ? net.DevNet.Accounts[random.Next(10)].Address : Values[random.Next(Values.Length)];

    private static byte[] Body(Random random, FuzzNet net, MethodDescriptor method)
    {
        if (random.Next(4) == 0)
            return Encoding.UTF8.GetBytes(RandomJson.Of(random));
        var message = new RandomMessages(random, [.. net.DevNet.Accounts.Select(static account => account.Address)], net.DevNet.Height).Of(method.InputType);
        byte[] json;
        try
        {
            json = Encoding.UTF8.GetBytes(Google.Protobuf.JsonFormatter.Default.Format(message));
        }
        catch (Exception unwritable) when (unwritable is InvalidOperationException or ArgumentException)
        {
            json = "{}"u8.ToArray();
        }

        return random.Next(4) == 0 ? Damage.Mutate(random, json) : json;
    }

    private static IEnumerable<(string Verb, string Template, MethodDescriptor Method)> Routes(MethodDescriptor method)
    {
        var rule = method.GetOptions()?.GetExtension(AnnotationsExtensions.Http);
        if (rule is not null)
            yield return rule.Post.Length > 0 ? ("POST", rule.Post, method) : ("GET", rule.Get, method);
    }
}
