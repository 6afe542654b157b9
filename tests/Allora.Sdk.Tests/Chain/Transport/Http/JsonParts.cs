using System.Text.Json;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

internal static class JsonParts
{
    public static IEnumerable<JsonProperty> Optional(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) ? found.EnumerateObject() : [];
}
