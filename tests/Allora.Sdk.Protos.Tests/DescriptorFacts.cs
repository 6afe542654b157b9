using Google.Api;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Protos.Tests;

/// <summary>A compiled package as lines of text, one for each thing that is visible on the wire.</summary>
internal static class DescriptorFacts
{
    public static IEnumerable<string> Of(FileDescriptor file)
    {
        var prefix = file.Package.Length + 1;
        return file.MessageTypes.SelectMany(message => OfMessage(message, prefix))
            .Concat(file.EnumTypes.SelectMany(type => OfEnum(type, prefix)))
            .Concat(file.Services.SelectMany(OfService));
    }

    private static IEnumerable<string> OfMessage(MessageDescriptor message, int prefix)
    {
        var name = message.FullName[prefix..];
        yield return $"message {name}";
        foreach (var field in message.Fields.InDeclarationOrder())
            yield return Line.Field(name, field.FieldNumber, field.Name, TypeOf(field), LabelOf(field), field.RealContainingOneof?.Name);

        foreach (var line in message.NestedTypes.SelectMany(nested => OfMessage(nested, prefix)))
            yield return line;
        foreach (var line in message.EnumTypes.SelectMany(type => OfEnum(type, prefix)))
            yield return line;
    }

    private static IEnumerable<string> OfEnum(EnumDescriptor type, int prefix) =>
        type.Values.Select(value => Line.EnumValue(type.FullName[prefix..], value.Name, value.Number))
            .Prepend($"enum {type.FullName[prefix..]}");

    private static IEnumerable<string> OfService(ServiceDescriptor service) =>
        service.Methods.Select(method =>
                Line.Method(service.Name, method.Name, method.InputType.FullName, method.OutputType.FullName, RouteOf(method)))
            .Prepend($"service {service.Name}");

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var scalar => scalar.ToString().ToLowerInvariant(),
    };

    private static string? LabelOf(FieldDescriptor field) =>
        field.IsRepeated ? "repeated" : field.ContainingOneof is { IsSynthetic: true } ? "optional" : null;

    private static string? RouteOf(MethodDescriptor method)
    {
        var rule = method.GetOptions()?.GetExtension(AnnotationsExtensions.Http);
        if (rule is null)
            return null;
        var route = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => "GET " + rule.Get,
            HttpRule.PatternOneofCase.Post => "POST " + rule.Post,
            _ => $"{rule.PatternCase} ?",
        };
        // The facts tell one route a method, with the whole request as the body of a POST.
        return rule.AdditionalBindings.Count == 0 && rule.Body == (rule.PatternCase == HttpRule.PatternOneofCase.Post ? "*" : "")
            ? route
            : route + " with more";
    }
}
