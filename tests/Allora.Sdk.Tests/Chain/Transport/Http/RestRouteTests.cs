using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport.Http;
using Allora.TestData;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

public class RestRouteTests
{
    [Fact]
    public void Every_query_has_the_route_that_was_recorded_from_the_chain()
    {
        var facts = Packages().SelectMany(static package => package.Json.Optional("services")
            .SelectMany(service => service.Value.EnumerateObject().Select(method => (
                Service: $"{package.Name}.{service.Name}",
                Method: method.Name,
                Route: method.Value.TryGetProperty("http", out var http) ? http.ToString() : null)))).ToList();
        var known = facts.Where(fact => fact.Route is not null && ChainTypes.Services.ContainsKey(fact.Service)).ToList();

        Assert.True(known.Count > 270, $"only {known.Count} routes were recorded");
        foreach (var (service, method, route) in known)
        {
            var found = RestRoute.Find(service, method);
            Assert.True(found is not null, $"{service}/{method} has no route");
            Assert.Contains(string.Join('/', found.Segments), route, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_method_without_a_route_is_told_apart()
    {
        Assert.Null(RestRoute.Find("cosmos.bank.v1beta1.Query", "NoSuch"));
        Assert.Null(RestRoute.Find("no.such.Service", "Params"));
    }

    [Fact]
    public void The_listed_decimals_are_those_of_the_chain()
    {
        var facts =
            from package in Packages()
            from message in package.Json.Optional("messages")
            from field in message.Value.EnumerateArray()
            where field.TryGetProperty("holds", out var holds) && holds.GetString() == "math.LegacyDec"
            let type = $"{package.Name}.{message.Name}"
            where ChainTypes.Messages.Find(type) is not null
            select $"{type}.{field.Text("name")}";

        Assert.Equal(facts.Order(StringComparer.Ordinal), ScaledDecimals.All.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_field_is_of_a_kind_that_REST_cannot_carry()
    {
        FieldType[] carried =
        [
            FieldType.String, FieldType.Bytes, FieldType.Bool, FieldType.Enum, FieldType.Message,
            FieldType.Int32, FieldType.Int64, FieldType.UInt32, FieldType.UInt64,
        ];
        var types = ChainTypes.Services.Values.SelectMany(service => service.Methods).SelectMany(method => new[] { method.InputType, method.OutputType });
        HashSet<MessageDescriptor> seen = [];
        var queue = new Queue<MessageDescriptor>(types);
        while (queue.TryDequeue(out var type))
        {
            if (!seen.Add(type))
                continue;
            foreach (var field in type.Fields.InFieldNumberOrder())
            {
                Assert.False(field.IsMap, field.FullName);
                Assert.Contains(field.FieldType, carried);
                if (field.FieldType == FieldType.Message)
                    queue.Enqueue(field.MessageType);
            }
        }

        Assert.True(seen.Count > 500);
    }

    private static IEnumerable<(string Name, System.Text.Json.JsonElement Json)> Packages() =>
        from path in Directory.EnumerateFiles(Data.WireFolder, "*.json")
        let json = System.Text.Json.JsonElement.Parse(File.ReadAllText(path))
        select (json.Text("package"), json);
}
