using System.Collections;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Recorded;

/// <summary>A recorded message with our addresses, heights and topics.</summary>
internal static class Recast
{
    private static readonly HashSet<string> Heights = new(StringComparer.Ordinal) { "block_height", "block_height_last_inference", "height", "nonce" };

    public static T Of<T>(T recorded, Company company)
        where T : IMessage
    {
        var message = (T)recorded.Descriptor.Parser.ParseFrom(recorded.ToByteArray());
        Change(message, company);
        return message;
    }

    private static void Change(IMessage message, Company company)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            switch (field.Accessor.GetValue(message))
            {
                case IList list:
                    Change(list, company);
                    break;
                case IMessage inner:
                    Change(inner, company);
                    break;
                case string text:
                    field.Accessor.SetValue(message, company.Text(text));
                    break;
                case ulong topic when field.Name == "topic_id":
                    field.Accessor.SetValue(message, company.Topic(topic));
                    break;
                case long height when Heights.Contains(field.Name):
                    field.Accessor.SetValue(message, company.Height(height));
                    break;
            }
        }
    }

    private static void Change(IList list, Company company)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is IMessage inner)
                Change(inner, company);
            else if (list[i] is string text)
                list[i] = company.Text(text);
        }
    }
}
