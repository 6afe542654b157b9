using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Compares two replies field by field: what is set, how long lists are, flags, codes, enums, types, and the shapes of texts.</summary>
internal static class MessageShape
{
    /// <summary>What is cut in the captures, or is the node's own business.</summary>
    private static readonly string[] Skipped = ["build_deps", "moniker"];

    public static IEnumerable<string> Differences(IMessage captured, IMessage ours, string at = "")
    {
        if (captured is Any theirs && ours is Any own)
            return OfAny(theirs, own, at);
        return captured.Descriptor.Fields.InFieldNumberOrder()
            .Where(static field => !Skipped.Contains(field.Name))
            .SelectMany(field => OfField(field, field.Accessor.GetValue(captured), field.Accessor.GetValue(ours), $"{at}.{field.Name}"));
    }

    private static IEnumerable<string> OfAny(Any captured, Any ours, string at)
    {
        if (captured.TypeUrl != ours.TypeUrl)
            return [$"{at}: type {captured.TypeUrl} / {ours.TypeUrl}"];
        var type = Translator.Types.Find(captured.TypeUrl[(captured.TypeUrl.LastIndexOf('/') + 1)..]);
        return type is null
            ? [$"{at}: no type {captured.TypeUrl} to compare"]
            : Differences(type.Parser.ParseFrom(captured.Value), type.Parser.ParseFrom(ours.Value), at);
    }

    private static IEnumerable<string> OfField(FieldDescriptor field, object? captured, object? ours, string at)
    {
        if (field.IsRepeated)
        {
            var (theirs, own) = ((IList)captured!, (IList)ours!);
            return theirs.Count != own.Count
                ? [$"{at}: {theirs.Count} / {own.Count} items: {string.Join(' ', theirs.Cast<object>())} / {string.Join(' ', own.Cast<object>())}"]
                : Enumerable.Range(0, theirs.Count).SelectMany(i => OfValue(field, theirs[i], own[i], $"{at}[{i}]"));
        }

        return OfValue(field, captured, ours, at);
    }

    private static IEnumerable<string> OfValue(FieldDescriptor field, object? captured, object? ours, string at)
    {
        if (captured is IMessage theirs && ours is IMessage own)
            return Differences(theirs, own, at);
        var alike = (captured, ours) switch
        {
            (null, null) => true,
            (string text, string other) => TextShape.Of(text) == TextShape.Of(other),
            (ByteString bytes, ByteString other) => bytes.IsEmpty == other.IsEmpty,
            (long number, long other) => (number == 0) == (other == 0),
            (int number, int other) => (number == 0) == (other == 0),
            (ulong number, ulong other) => (number == 0) == (other == 0),
            _ => Equals(captured, ours),
        };
        return alike ? [] : [$"{at}: {captured ?? "unset"} / {ours ?? "unset"}"];
    }
}
