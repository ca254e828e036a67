"""Template languages: tags found in text, conditions as branches, and each variant of the message as its reader sees it."""
