using System.Text.Json;
using Allora.TestData;

namespace Allora.Sdk.Protos.Tests;

/// <summary>A package as tests/data/wire tells it, as the same lines of text that <see cref="DescriptorFacts"/> makes.</summary>
internal sealed record WireFacts(string Package, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<WireFacts> All { get; } =
        [.. Directory.GetFiles(Data.WireFolder, "*.json").Order(StringComparer.Ordinal).Select(Read)];

    private static WireFacts Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return new WireFacts(root.GetProperty("package").GetString()!, [.. Messages(root), .. Enums(root), .. Services(root)]);
    }

    private static IEnumerable<string> Messages(JsonElement root)
    {
        foreach (var message in root.GetProperty("messages").EnumerateObject())
        {
            yield return $"message {message.Name}";
            foreach (var field in message.Value.EnumerateArray())
            {
                yield return Line.Field(
                    message.Name, field.GetProperty("number").GetInt32(), Text(field, "name")!, Text(field, "type")!,
                    Text(field, "label"), Text(field, "oneof"));
            }
        }
    }

    private static IEnumerable<string> Enums(JsonElement root)
    {
        foreach (var type in root.GetProperty("enums").EnumerateObject())
        {
            yield return $"enum {type.Name}";
            foreach (var value in type.Value.EnumerateObject())
                yield return Line.EnumValue(type.Name, value.Name, value.Value.GetInt32());
        }
    }

    private static IEnumerable<string> Services(JsonElement root)
    {
        foreach (var service in root.GetProperty("services").EnumerateObject())
        {
            yield return $"service {service.Name}";
            foreach (var method in service.Value.EnumerateObject())
                yield return Line.Method(service.Name, method.Name, Text(method.Value, "in")!, Text(method.Value, "out")!, Text(method.Value, "http"));
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
