using System.Reflection.Metadata;

namespace Allora.Architecture.Tests.Metadata;

/// <summary>A method, property or constructor as it is written.</summary>
/// <param name="Type">The simple name of its type.</param>
/// <param name="Name">Its name; a constructor has its type's.</param>
/// <param name="File">The file of its body; null for one without, such as an interface's.</param>
internal sealed record SourceMember(string Type, string Name, string? File);

/// <summary>Reads the members of every type that is not nested.</summary>
internal sealed class MemberReader(MetadataReader metadata, SourceFiles files)
{
    public IEnumerable<SourceMember> Read()
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (!type.GetDeclaringType().IsNil)
            {
                continue;
            }

            var owner = metadata.GetString(type.Name).Split('`')[0];
            foreach (var method in type.GetMethods())
            {
                var name = metadata.GetString(metadata.GetMethodDefinition(method).Name);
                yield return new SourceMember(owner, name == ".ctor" ? owner : name.StartsWith("get_", StringComparison.Ordinal) ? name[4..] : name, files.Of(method));
            }
        }
    }
}
