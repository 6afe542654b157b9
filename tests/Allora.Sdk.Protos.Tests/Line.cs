namespace Allora.Sdk.Protos.Tests;

/// <summary>The spelling that both sides of the comparison share.</summary>
internal static class Line
{
    public static string Field(string message, int number, string name, string type, string? label, string? oneof) =>
        $"field {message}.{name} = {number} : {label} {type} oneof {oneof}";

    public static string EnumValue(string type, string name, int number) => $"enum value {type}.{name} = {number}";

    public static string Method(string service, string name, string input, string output, string? route) =>
        $"method {service}.{name} : {input} -> {output} at {route}";
}
